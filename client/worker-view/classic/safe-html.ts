/** Elements that load or run something, or change how the rest is read. The document's policy forbids most of it as well. */
const NEVER = "script, style[media], meta, base, link, iframe, frame, frameset, object, embed, portal, applet";

/** The elements of requester's HTML, without those that run or navigate, and without names that would hide our document's. */
export function safeHtml(html: string): DocumentFragment {
  const template = document.createElement("template");
  template.innerHTML = html;
  clean(template.content);
  return template.content;
}

function clean(root: DocumentFragment): void {
  for (const found of root.querySelectorAll(NEVER)) found.remove();
  for (const nested of root.querySelectorAll("template")) nested.remove();
  for (const image of root.querySelectorAll("img[name]")) image.removeAttribute("name");
  for (const form of root.querySelectorAll("form")) {
    const instead = document.createElement("div");
    instead.className = form.getAttribute("class") ?? "";
    instead.append(...form.childNodes);
    form.replaceWith(instead);
  }
}
