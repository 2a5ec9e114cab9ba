"""How long a calculator takes from a keystroke to the plan on the page, and a checklist from an answer to its result, against one frame of
a 60 Hz screen.

    make site && .venv/bin/python Benchmarks/keystroke.py

Each keystroke changes the body weight, and each answer one item of a checklist of which nothing else is known, which leaves the most to go
through. The clock runs in the page, from before the event to after style and layout.
"""

from pathlib import Path
import shutil
import statistics

from playwright.sync_api import sync_playwright

SITE = Path(__file__).resolve().parents[1] / "site"
PAGES = ["embed/ivig-dermatomyositis/index.html", "regimens/ivig-dermatomyositis/index.html"]
FRAME = 1000 / 60
KEYSTROKES = """() => {
  const field = document.querySelector('[data-calculator] [name=weight]'), times = [];
  const course = document.querySelector('[data-result=course]');
  for (let index = 0; index < 400; index++) {
    field.value = String(40 + index % 80);
    const start = performance.now();
    field.dispatchEvent(new Event('input', { bubbles: true }));
    document.body.getBoundingClientRect();
    times.push(performance.now() - start);
    if (course.textContent !== 2 * (40 + index % 80) + ' g') throw new Error(course.textContent);
  }
  return times;
}"""

ANSWERS = """() => {
  const form = document.querySelector('.assessment-form'), times = [];
  const timed = (set, undo) => {
    set();
    const start = performance.now();
    form.dispatchEvent(new Event('input', { bubbles: true }));
    document.body.getBoundingClientRect();
    times.push(performance.now() - start);
    undo();
  };
  for (const field of form.querySelectorAll('input:not([type=radio], [type=checkbox])')) timed(() => { field.value = '5'; }, () => { field.value = ''; });
  for (const answer of form.querySelectorAll('input[type=radio]')) {
    const before = [...form.querySelectorAll('input[type=radio]')].find((other) => other.name === answer.name && other.checked);
    timed(() => { answer.checked = true; }, () => { if (before) before.checked = true; else answer.checked = false; });
  }
  return times;
}"""


def main():
    with sync_playwright() as playwright:
        for name, arguments in (("as usual", []), ("JIT off", ["--js-flags=--jitless"])):
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium-headless-shell"), args=["--no-sandbox", *arguments])
            for path in PAGES:
                page = browser.new_page()
                page.goto((SITE / path).as_uri() + "?weight=70&height=190&sex=male&age=50&protocol=us-label")
                show(name, path, page.evaluate(KEYSTROKES))
                page.close()
            for path in sorted(SITE.glob("criteria/*/index.html")):
                page = browser.new_page()
                page.goto(path.as_uri())
                if page.locator(".assessment-form").count():
                    show(name, path.relative_to(SITE), page.evaluate(ANSWERS))
                page.close()
            browser.close()


def show(name, path, times):
    times = sorted(times)
    half, most = statistics.median(times), times[len(times) * 99 // 100]
    print(f"{name:9} {path!s:48} median {half:5.1f} ms = {half / FRAME:4.2f} frames, 99 of 100 within {most:5.1f} ms = {most / FRAME:4.2f}")


main()
