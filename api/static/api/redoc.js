// Redoc shows its maker's logo, which lies on a foreign host. Nothing of this site does: an image
// from elsewhere is told that it failed to load, and Redoc then leaves it out.
{
  const image = HTMLImageElement.prototype;
  const src = Object.getOwnPropertyDescriptor(image, "src");
  const isForeign = (address) => {
    const { origin, protocol } = new URL(address, document.baseURI);
    return protocol.startsWith("http") && origin !== location.origin;
  };
  Object.defineProperty(image, "src", {
    ...src,
    set(address) {
      if (isForeign(address)) setTimeout(() => this.dispatchEvent(new Event("error")));
      else src.set.call(this, address);
    },
  });
  image.setAttribute = function (name, value) {
    if (name === "src") this.src = value;
    else Element.prototype.setAttribute.call(this, name, value);
  };
}
