/* Runs in the page: what the tests ask of it. */

/** Shows HTML, with its folded parts open and every Mermaid block drawn; returns what could not be drawn. */
globalThis.show = async (html) => {
  document.querySelector('article').innerHTML = html;
  for (const each of document.querySelectorAll('details')) each.open = true;
  globalThis.mermaid.initialize({ startOnLoad: false, securityLevel: 'strict' });
  const failed = [];
  for (const [index, block] of [...document.querySelectorAll('code.language-mermaid')].entries()) {
    const place = block.parentElement;
    try {
      const { svg } = await globalThis.mermaid.render(`diagram-${index}`, block.textContent);
      place.className = 'mermaid';
      place.innerHTML = svg;
    } catch (error) {
      failed.push(String(error));
    }
  }
  return failed;
};

/** What stands in the page. */
globalThis.inspect = () => ({
  elements: [
    ...new Set([...document.querySelectorAll('article *:not(svg):not(svg *)')].map((each) => each.localName)),
  ],
  tables: [...document.querySelectorAll('table')].map((table) => [
    ...new Set([...table.rows].map(({ cells }) => cells.length)),
  ]),
  headings: [...document.querySelectorAll('h1, h2, h3, h4')].map((each) => Number(each.localName.slice(1))),
  lines: [...document.querySelectorAll('pre.mermaid svg')].map(
    (svg) => svg.querySelectorAll('[class*="line-plot"] path').length,
  ),
  text: document.querySelector('article').innerText,
  wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
});
