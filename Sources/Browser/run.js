  // A call that fails leaves its memory in disorder, so the next one starts on a fresh core.
  var core = null;

  function run(name, length, fill, flag) {
    try {
      if (!core) core = load();
      var room = core.room(length);
      fill(core.memory.buffer, room);
      var at = core[name](room, length, flag) >>> 2, result = new Uint32Array(core.memory.buffer);
      return {
        bytes: new Uint8Array(core.memory.buffer, result[at], result[at + 1]).slice(),
        numbers: new Float64Array(core.memory.buffer, result[at + 2], result[at + 3]).slice()
      };
    } catch (failure) {
      core = null;
      return null;
    }
  }
