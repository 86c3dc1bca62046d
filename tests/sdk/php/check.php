<?php
// Every class of the client is loaded: PHP says what is no PHP, deprecated or does not fit what it
// extends. It has no stricter check of its own.

declare(strict_types=1);

set_error_handler(fn ($level, $text, $file, $line) => throw new ErrorException($text, 0, $level, $file, $line));
require 'GuzzleHttp/autoload.php';
spl_autoload_register(function (string $class): void {
    if (str_starts_with($class, 'Archive\\')) {
        require_once __DIR__ . '/client/lib/' . strtr(substr($class, 8), '\\', '/') . '.php';
    }
});
$files = new RecursiveIteratorIterator(new RecursiveDirectoryIterator(__DIR__ . '/client/lib'));
foreach (new RegexIterator($files, '/\.php$/') as $file) {
    require_once (string) $file;
}
