"""Puts what wasm2js wrote into one classic script: python3 wrap.py core.js wasm2js-output version.

wasm2js writes a module with its data in base64. Here it becomes the body of a function, with its data as text, which
is smaller to download.
"""

import base64
import os
import re
import sys

def data(text):
    """Data segments as text with one character for each byte."""

    def literal(match):
        out = []
        for byte in base64.b64decode(match[2]):
            character = chr(byte)
            if character in '"\\':
                out.append("\\" + character)
            elif 32 <= byte < 127:
                out.append(character)
            else:
                out.append(f"\\x{byte:02x}")
        return f'  M({match[1]}, "{"".join(out)}")'

    start = text.index("  var base64ReverseLookup")
    end = text.index("function initActiveSegments")
    text = text[:start] + (
        "function M(at, text) { for (var i = 0; i < text.length; i++) bufferView[at + i] = text.charCodeAt(i); }\n") + text[end:]
    return re.sub(r'  base64DecodeToExistingUint8Array\(bufferView, (\d+), "([^"]*)"\)', literal, text)


def main():
    template, module, version = sys.argv[1:]
    with open(module, encoding="utf-8") as file:
        text = file.read()
    # The module's imports and exports give way to the object it makes.
    text = re.sub(r"(?m)^export var .*\n", "", text)
    if re.search(r"(?m)^import ", text):
        sys.exit("the core must import nothing")
    text = data(text)
    # An index into bytes is a whole number without being made one.
    text = re.sub(r"(\bHEAPU?8\[[\w$]+(?: \+ \d+)?) \| 0\]", r"\1]", text)
    with open(template, encoding="utf-8") as file:
        wrapper = file.read()
    with open(os.path.join(os.path.dirname(template), "run.js"), encoding="utf-8") as file:
        wrapper = wrapper.replace("/*RUN*/\n", file.read())
    wrapper = wrapper.replace("/*VERSION*/", version).replace("/*CORE*/", text.strip() + "\nreturn retasmFunc;")
    if not wrapper.isascii():
        sys.exit("the script must be ASCII")
    sys.stdout.write(wrapper)


main()
