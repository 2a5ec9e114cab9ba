/* Materia's criteria core: Swift, compiled to JavaScript by scripts/build-core. Do not edit; see Sources/Browser/ for its sources. */
var MateriaCriteria = (function () {
  "use strict";
  function load() {
/*CORE*/
  }

/*RUN*/

  /* A number that was typed, as the two numbers it is encoded as; the first is 0 for nothing, 1 for no number, 2 for one. */
  function entry(typed) {
    var bytes = new TextEncoder().encode(typed == null ? "" : String(typed));
    var result = run("entry", bytes.length, function (memory, room) {
      new Uint8Array(memory, room, bytes.length).set(bytes);
    });
    return result ? Array.from(result.numbers) : [1, 0];
  }

  /* The report on terms and answers: bytes (lines of key, tab and text), numbers (one for each line), rows and status. */
  function assess(numbers) {
    var result = run("assess", numbers.length, function (memory, room) {
      new Float64Array(memory, room, numbers.length).set(numbers);
    });
    if (!result) result = { bytes: new TextEncoder().encode("status\trefused\n"), numbers: Float64Array.of(NaN) };
    result.rows = new TextDecoder().decode(result.bytes).split("\n").slice(0, -1).map(function (line, index) {
      var tab = line.indexOf("\t"), number = result.numbers[index];
      return { key: line.slice(0, tab), text: line.slice(tab + 1), number: number === number ? number : null };
    });
    result.status = result.rows[0].text;
    return result;
  }

  return Object.freeze({ version: /*VERSION*/, entry: entry, assess: assess });
})();
