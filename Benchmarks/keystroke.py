"""How long a calculator takes from a keystroke to the plan on the page, against one frame of a 60 Hz screen.

    make site && .venv/bin/python Benchmarks/keystroke.py

Each keystroke changes the body weight; the clock runs in the page, from before the event to after style and layout.
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


def main():
    with sync_playwright() as playwright:
        for name, arguments in (("as usual", []), ("JIT off", ["--js-flags=--jitless"])):
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox", *arguments])
            for path in PAGES:
                page = browser.new_page()
                page.goto((SITE / path).as_uri() + "?weight=70&height=190&sex=male&age=50&protocol=us-label")
                times = sorted(page.evaluate(KEYSTROKES))
                half, most = statistics.median(times), times[len(times) * 99 // 100]
                print(f"{name:9} {path:44} median {half:5.1f} ms = {half / FRAME:4.2f} frames, 99 of 100 within {most:5.1f} ms = {most / FRAME:4.2f}")
            browser.close()


main()
