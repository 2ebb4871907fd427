"""What a page must be in a real browser, all of it asked of one visit: for axe-core, for a narrow window, for a thumb."""

from collections.abc import Mapping, Sequence

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ZOOMED, NARROW, WIDE = 320, 360, 1280
"""A window of 1280 pixels at 400 %, a small phone, and a usual screen."""

AXE: str = Axe().axe_script
TAP = 44
SMALL_TARGETS = """(least) => {
  const found = [];
  const named = (each) => (each.innerText || each.name || each.outerHTML).trim().slice(0, 60);
  const stands_in_a_sentence = (link) => {
    let block = link.parentElement;
    while (block && getComputedStyle(block).display === 'inline') block = block.parentElement;
    const others = [...block.querySelectorAll('a')].reduce((text, each) => text.replace(each.innerText, ''), block.innerText);
    return getComputedStyle(link).display === 'inline' && /[\\p{L}\\p{N}]/u.test(others);
  };
  for (const each of document.querySelectorAll('a[href], button, input, select, textarea, summary')) {
    if (each.type === 'hidden' || !each.checkVisibility() || getComputedStyle(each).clipPath !== 'none') continue;
    const labels = ['radio', 'checkbox'].includes(each.type) ? [...each.labels] : [];
    const boxes = [each, ...labels].map((one) => one.getBoundingClientRect());
    const width = Math.max(...boxes.map((box) => box.width)), height = Math.max(...boxes.map((box) => box.height));
    if (each.tagName === 'A' && stands_in_a_sentence(each)) continue;
    if (width < least - .5 || height < least - .5) found.push(`${named(each)}: ${Math.round(width)} x ${Math.round(height)}`);
  }
  return found;
}"""
INLINE = "[...document.querySelectorAll('[style], style')].map((each) => each.outerHTML.slice(0, 80))"
OVERHANG = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const wide = [...document.querySelectorAll('body *')].filter((each) => {
    const box = each.getBoundingClientRect();
    return (box.right > width + 1 || box.left < -1) && getComputedStyle(each).clipPath === 'none';
  });
  return [`${document.documentElement.scrollWidth} px wide`, ...wide.slice(-3).map((each) => each.outerHTML.slice(0, 120))];
}"""


def problems(page: Page, *, axe_at: Sequence[int] = (NARROW, WIDE), reflow_at: Sequence[int] = (ZOOMED,)) -> list[str]:
    """Return what is wrong with the page as it stands, each with the width of the window at which it is."""
    found = []
    for width in sorted({*axe_at, *reflow_at}, reverse=True):
        page.set_viewport_size({"width": width, "height": 900})
        wrong = [f"scrolls sideways: {each}" for each in page.evaluate(OVERHANG)]
        if width == NARROW:
            wrong += [f"smaller than {TAP} px: {each}" for each in page.evaluate(SMALL_TARGETS, TAP)]
            wrong += [f"styled in place: {each}" for each in page.evaluate(INLINE)]
        if width in axe_at:
            wrong += _axe(page)
        found += [f"{width} px: {each}" for each in wrong]
    return found


def send(page: Page, action: str, typed: Mapping[str, str]) -> int:
    """Send a form as a browser without JavaScript would, asking nothing beforehand; return how it was answered.

    Where the page has no such form, the answer is 0.
    """
    if not page.locator(f"form[action$='{action}']").count():
        return 0
    with page.expect_navigation() as answered:
        page.evaluate(SEND, [action, dict(typed)])
    response = answered.value
    return response.status if response else 0


SEND = """([action, typed]) => {
  const form = [...document.forms].find((each) => each.getAttribute('action').split('?')[0].endsWith(action));
  for (const [name, value] of Object.entries(typed)) {
    const fields = [...form.elements].filter((each) => each.name === name && each.type !== 'submit');
    const chosen = fields.filter((each) => ['radio', 'checkbox'].includes(each.type));
    chosen.forEach((each) => { each.checked = each.value === value; });
    if (fields.length && !chosen.length) fields[0].value = value;
    if (!fields.length) form.append(Object.assign(document.createElement('input'), {type: 'hidden', name, value}));
  }
  HTMLFormElement.prototype.submit.call(form);
}"""


def _axe(page: Page) -> list[str]:
    """Return what axe-core objects to; it is put into a page once and hands out nothing else than that."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE)
    options = {"runOnly": {"type": "tag", "values": STANDARDS}, "resultTypes": ["violations"]}
    violations = page.evaluate("options => axe.run(options).then((found) => found.violations)", options)
    return [f"{violation['id']}: {node['html']}" for violation in violations for node in violation["nodes"]]
