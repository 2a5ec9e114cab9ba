/* Materia's dosing core: Swift, compiled to JavaScript by scripts/build-core. Do not edit; see Browser/ for its sources. */
var MateriaCore = (function () {
  "use strict";
  function load() {
/*CORE*/
  }

/*RUN*/

  var failed = "status\tstop\nstop-1\tThe dose could not be computed in this browser. Do not use a dose from this page.\n";

  /* What was typed, as the two numbers it is encoded as: a number, or with isDate a date like 2026-11-20. */
  function entry(typed, isDate) {
    var bytes = new TextEncoder().encode(typed == null ? "" : String(typed));
    var result = run("entry", bytes.length, function (memory, room) {
      new Uint8Array(memory, room, bytes.length).set(bytes);
    }, isDate ? 1 : 0);
    return result ? Array.from(result.numbers) : [1, 0];
  }

  /*
   * The numbers of a plan. Records are arrays as the build encodes them; product may be null. Of the rest, sex is
   * 1 (male), 2 (female) or 0; age, weight, height, days and start are what was typed; phase counts from 0; flags has
   * one bit for each risk; isWeightConfirmed says that a weight unusual for the age is meant.
   */
  function input(asked) {
    return Float64Array.from([].concat(
      asked.regimen, asked.protocol, asked.product ? [1].concat(asked.product) : [0],
      [asked.sex || 0], entry(asked.age), entry(asked.weight), entry(asked.height),
      entry(asked.days), entry(asked.start, true), [asked.phase || 0, asked.flags || 0, asked.isWeightConfirmed ? 1 : 0]));
  }

  /* The report of a plan: bytes (lines of key, tab and text), numbers (one for each line), rows and status. */
  function plan(numbers) {
    var result = run("plan", numbers.length, function (memory, room) {
      new Float64Array(memory, room, numbers.length).set(numbers);
    });
    if (!result) result = { bytes: new TextEncoder().encode(failed), numbers: Float64Array.of(NaN, NaN) };
    result.rows = new TextDecoder().decode(result.bytes).split("\n").slice(0, -1).map(function (line, index) {
      var tab = line.indexOf("\t"), number = result.numbers[index];
      return { key: line.slice(0, tab), text: line.slice(tab + 1), number: number === number ? number : null };
    });
    result.status = result.rows[0].text;
    return result;
  }

  return Object.freeze({ version: /*VERSION*/, entry: entry, input: input, plan: plan });
})();
