// Playwright sends each new page of Firefox a command that Firefox ESR does not know yet, and gives up. The tests ask for no colour scheme there:
// the command is left out. To be removed when Firefox ESR knows emulation.setMediaFeaturesOverride.
const Module = require('module');

const compile = Module.prototype._compile;
Module.prototype._compile = function (text, file, ...rest) {
  if (file.endsWith('coreBundle.js')) {
    text = text.replace(/await this\.(_session|_browser\._browserSession)\.send\("emulation\.setMediaFeaturesOverride"/g, '(() => {})("none"');
  }
  return compile.call(this, text, file, ...rest);
};
