<?php
// The scenario, with the PHP client of openapi-generator.

declare(strict_types=1);

use Archive\Api\ArticlesApi;
use Archive\Api\ChangesApi;
use Archive\Api\DocumentsApi;
use Archive\Api\IncidentsApi;
use Archive\Api\PlacesApi;
use Archive\ApiException;
use Archive\Configuration;
use Archive\Model\Count;
use Archive\Model\DateMatch;
use Archive\Model\DocumentFormat;
use Archive\Model\IncidentFormat;
use Archive\Model\IncidentPatch;
use Archive\Model\IncidentWrite;

require 'GuzzleHttp/autoload.php';
spl_autoload_register(function (string $class): void {
    if (str_starts_with($class, 'Archive\\')) {
        require __DIR__ . '/client/lib/' . strtr(substr($class, 8), '\\', '/') . '.php';
    }
});

$configuration = (new Configuration())->setHost(getenv('ARCHIVE_URL'));
$http = new GuzzleHttp\Client();
$incidents = new IncidentsApi($http, $configuration);
$articles = new ArticlesApi($http, $configuration);
$places = new PlacesApi($http, $configuration);
$limited = (new Configuration())->setHost(getenv('LIMITED_URL'));
$writer = (new Configuration())->setHost(getenv('ARCHIVE_URL'))->setAccessToken(getenv('TOKEN'));

function problem(callable $ask): object
{
    try {
        $ask();
    } catch (ApiException $error) {
        return $error->getResponseObject();
    }
    throw new LogicException('no problem');
}

$filters = function () use ($incidents): array {
    $page = $incidents->incidentsList(
        event_type: 'ASSAULT,COERCE',
        context: ['military', 'military,diplomatic'],
        participant_role: ['perpetrator'],
        date_after: '2024-07-01',
        date_before: '2024-08-31',
        date_match: DateMatch::POSSIBLE,
        updated_after: '2024-01-01T00:00:00+02:00',
        count: Count::EXACT,
    );
    $titles = array_map(fn ($incident) => $incident->getTitle(), $page->getResults());
    return ['count' => $page->getCount(), 'titles' => $titles];
};

$pages = function () use ($incidents): array {
    [$sizes, $uids, $cursor] = [[], [], null];
    do {
        $page = $incidents->incidentsList(limit: 2, cursor: $cursor);
        $sizes[] = count($page->getResults());
        foreach ($page->getResults() as $incident) {
            $uids[] = $incident->getUid();
        }
        $cursor = $page->getNextCursor();
    } while ($cursor !== null);
    return ['sizes' => $sizes, 'uids' => $uids];
};

$expand = function () use ($incidents): array {
    $incident = $incidents->incidentsRetrieve(getenv('INCIDENT'), expand: 'actors,places');
    $actor = $incident->getParticipants()[1]->getActor();
    $place = $incident->getPlaces()[0]->getPlace();
    return [
        'actor' => [
            $actor->getName(), $actor->getKind(), $actor->getSector(), $actor->getCountry(),
        ],
        'place' => [
            $place->getName(), $place->getKind(), $place->getCountry(),
            $place->getLat(), $place->getLon(),
        ],
    ];
};

$nulls = function () use ($incidents, $articles, $places): array {
    $incident = $incidents->incidentsRetrieve(getenv('EMPTY_INCIDENT'));
    $article = $articles->articlesRetrieve(getenv('EMPTY_ARTICLE'));
    $place = $places->placesRetrieve(getenv('EMPTY_PLACE'));
    [$date, $published] = [$incident->getDate(), $article->getPublished()];
    return [
        'incident' => [
            $incident->getSummary(), $incident->getEventMode(), $incident->getCameoCode(),
            $incident->getAcledEventType(), $incident->getAcledSubEventType(),
            $incident->getUcdpViolenceType(), $date->getText(), $date->getEarliest(),
            $date->getLatest(), $date->getBasis(), $date->getNote(), $date->getEdtf(),
        ],
        'article' => [
            $article->getSource(), $article->getOriginalUrl(), $article->getByline(),
            $article->getLanguage(), $article->getText(), $article->getRevision(),
            $published->getRaw(), $published->getDay(), $published->getAt(),
        ],
        'place' => [
            $place->getCountry(), $place->getParent(), $place->getLat(), $place->getLon(),
            $place->getCoordinateBasis(),
        ],
    ];
};

$export = function () use ($incidents): array {
    [$titles, $complete] = [[], false];
    foreach ($incidents->incidentsExport(IncidentFormat::NDJSON) as $line) {
        $record = json_decode($line, true);
        if (isset($record['title'])) {
            $titles[] = $record['title'];
        }
        $complete = $record['_complete'] ?? $complete;
    }
    return ['titles' => $titles, 'complete' => $complete];
};

$problem400 = function () use ($incidents): array {
    $problem = problem(fn () => $incidents->incidentsList(q: '"Al-Asad'));
    $fault = $problem->getErrors()[0];
    return [
        $problem->getStatus(), $problem->getTitle(), $fault->getParameter(), $fault->getCode(),
        $fault->getPosition(),
    ];
};

$problem404 = function () use ($incidents): array {
    $problem = problem(fn () => $incidents->incidentsRetrieve(getenv('NO_INCIDENT')));
    return [$problem->getStatus(), $problem->getTitle()];
};

$problem429 = function () use ($http, $limited): array {
    $problem = problem(fn () => (new IncidentsApi($http, $limited))->incidentsList(count: Count::EXACT));
    return [$problem->getStatus(), $problem->getTitle()];
};

$changesSince = function (int $seq) use ($http, $writer): array {
    [$found, $cursor] = [[], (string) $seq];
    do {
        $page = (new ChangesApi($http, $writer))->changesList(since: (int) $cursor, limit: 50);
        $found = [...$found, ...$page->getResults()];
        $cursor = $page->getNextCursor();
    } while ($cursor !== null);
    return $found;
};

$write = function () use ($http, $writer, $changesSince): array {
    $api = new IncidentsApi($http, $writer);
    $all = $changesSince(0);
    $before = end($all)->getSeq();
    $body = new IncidentWrite([
        'title' => 'A march through the old town',
        'event_type' => 'PROTEST',
        'summary' => 'First reports.',
    ]);
    $created = $api->incidentsCreate($body, idempotency_key: getenv('KEY'));
    $again = $api->incidentsCreate($body, idempotency_key: getenv('KEY'));
    $patch = new IncidentPatch(['title' => 'Two marches through the old town']);
    $change = fn () => $api->incidentsChange($created->getUid(), $created->getEtag(), $patch);
    $changed = $change();
    $stale = problem($change);
    return [
        'created' => [$created->getTitle(), $created->getReviewStatus()],
        'created_once' => $again->getUid() === $created->getUid(),
        'changed' => [$changed->getTitle(), $changed->getSummary()],
        'etag_is_new' => $changed->getEtag() !== $created->getEtag(),
        'problem_412' => [$stale->getStatus(), $stale->getTitle()],
        'changes' => array_map(
            fn ($each) => [$each->getOp(), $each->getType()],
            $changesSince($before),
        ),
    ];
};

$document = function () use ($http, $writer): array {
    $api = new DocumentsApi($http, $writer);
    $key = getenv('KEY');
    $story = "A march through the old town\n\nIt was the {$key}th march.\n";
    $taken = $api->documentsCreate($story, DocumentFormat::TEXT);
    $again = $api->documentsCreate($story, DocumentFormat::TEXT);
    return [
        'format' => $taken->getFormat(),
        'created' => [$taken->getTotals()->getCreated(), $again->getTotals()->getCreated()],
        'outcomes' => array_map(
            fn ($each) => $each->getOutcome(),
            [...$taken->getOutcomes(), ...$again->getOutcomes()],
        ),
    ];
};

$found = [
    'filters' => $filters(),
    'pages' => $pages(),
    'expand' => $expand(),
    'nulls' => $nulls(),
    'export' => $export(),
    'problem_400' => $problem400(),
    'problem_404' => $problem404(),
    'problem_429' => $problem429(),
    'write' => $write(),
    'document' => $document(),
];
echo json_encode($found, JSON_THROW_ON_ERROR), "\n";
