/* Materia's dosing core: Swift, compiled to JavaScript by scripts/build-core. Do not edit; see Sources/Browser/ for its sources. */
var MateriaCore = (function () {
  "use strict";
  function load() {
/*CORE*/
  }

/*RUN*/

  var failed = "status\tstop\nstop-1\tThe dose could not be computed in this browser. Do not use a dose from this page.\n";

  /*
   * The report of a plan. records are arrays as the build encodes them: regimen, protocol, and product or none. lines are
   * what was entered, each a name, a tab and what was typed, and where a unit is chosen beside the field a tab and the unit;
   * RequestText reads them. A report has bytes (lines of key, tab and text), numbers (one for each line), status and rows;
   * rows of messages also have a code and the fields they are about.
   */
  function plan(records, lines) {
    var typed = new TextEncoder().encode(lines);
    var numbers = Float64Array.from([].concat(
      records.regimen, records.protocol, records.product ? [1].concat(records.product) : [0], typed.length, Array.from(typed)));
    var result = run("plan", numbers.length, function (memory, room) {
      new Float64Array(memory, room, numbers.length).set(numbers);
    });
    if (!result) result = { bytes: new TextEncoder().encode(failed), numbers: Float64Array.of(NaN, NaN) };
    result.rows = new TextDecoder().decode(result.bytes).split("\n").slice(0, -1).map(function (line, index) {
      var parts = line.split("\t"), number = result.numbers[index];
      return {
        key: parts[0], text: parts[1], code: parts[2] || "", fields: parts[3] ? parts[3].split(" ") : [],
        number: number === number ? number : null
      };
    });
    result.status = result.rows[0].text;
    return result;
  }

  return Object.freeze({ version: /*VERSION*/, plan: plan });
})();
