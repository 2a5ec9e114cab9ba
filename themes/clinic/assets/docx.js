// Writes a text as a Word document (Office Open XML): window.MateriaDocx(paragraphs) gives its bytes.
//
// A paragraph is { text, style }, where style is absent, 'Heading1' or 'References'. A line break within a text stays one. The parts
// are stored in the ZIP container uncompressed, with a fixed date, so that the same letter gives the same bytes.
(function () {
  'use strict';

  const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
  const MAIN = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
  const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
  const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.';

  // Text as XML holds it: without characters that XML 1.0 cannot hold, lone halves of a pair among them.
  function escaped(text) {
    const sound = text.replace(/[\uD800-\uDBFF][\uDC00-\uDFFF]|[\uD800-\uDFFF]/g, (found) => found.length === 2 ? found : '\uFFFD')
      .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '');
    return sound.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  }

  function paragraph(part) {
    const style = part.style ? '<w:pPr><w:pStyle w:val="' + part.style + '"/></w:pPr>' : '';
    const runs = part.text.split('\n').map((line) =>
      line.split('\t').map((text) => '<w:t xml:space="preserve">' + escaped(text) + '</w:t>').join('<w:tab/>')).join('<w:br/>');
    return '<w:p>' + style + '<w:r>' + runs + '</w:r></w:p>';
  }

  const styles = HEAD + '<w:styles xmlns:w="' + MAIN + '">'
    + '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/><w:sz w:val="20"/></w:rPr></w:rPrDefault>'
    + '<w:pPrDefault><w:pPr><w:spacing w:after="90" w:line="245" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
    + '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    + '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/>'
    + '<w:pPr><w:keepNext/><w:spacing w:before="180" w:after="60"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="23"/></w:rPr></w:style>'
    + '<w:style w:type="paragraph" w:customStyle="1" w:styleId="References"><w:name w:val="References"/><w:basedOn w:val="Normal"/>'
    + '<w:rPr><w:sz w:val="16"/></w:rPr></w:style></w:styles>';

  function files(paragraphs) {
    return [
      ['[Content_Types].xml', HEAD + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        + '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        + '<Override PartName="/word/document.xml" ContentType="' + TYPE + 'document.main+xml"/>'
        + '<Override PartName="/word/styles.xml" ContentType="' + TYPE + 'styles+xml"/></Types>'],
      ['_rels/.rels', HEAD + '<Relationships xmlns="' + RELATIONS + '"><Relationship Id="rId1" Type="' + OFFICE + '/officeDocument" Target="word/document.xml"/></Relationships>'],
      ['word/_rels/document.xml.rels', HEAD + '<Relationships xmlns="' + RELATIONS + '"><Relationship Id="rId1" Type="' + OFFICE + '/styles" Target="styles.xml"/></Relationships>'],
      ['word/document.xml', HEAD + '<w:document xmlns:w="' + MAIN + '"><w:body>' + paragraphs.map(paragraph).join('')
        + '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="709" w:footer="709" w:gutter="0"/></w:sectPr></w:body></w:document>'],
      ['word/styles.xml', styles]
    ];
  }

  // The container ------------------------------------------------------------------------------------------------------

  const table = Array.from({ length: 256 }, (unused, index) => {
    let value = index;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xEDB88320 ^ value >>> 1 : value >>> 1;
    return value >>> 0;
  });

  // CRC-32 as ZIP has it (ISO 3309).
  function checksum(bytes) {
    let value = 0xFFFFFFFF;
    bytes.forEach((byte) => { value = table[(value ^ byte) & 255] ^ value >>> 8; });
    return (value ^ 0xFFFFFFFF) >>> 0;
  }

  const little = (number, size) => Array.from({ length: size }, (unused, index) => Math.floor(number / Math.pow(256, index)) & 255);
  const DATE = 0x0021;   // 1 January 1980, the earliest there is

  function zip(files) {
    const encoder = new TextEncoder();
    const parts = [];
    const directory = [];
    let offset = 0;
    const add = (list, bytes) => { list.push(bytes); return bytes.length; };
    files.forEach((file) => {
      const name = encoder.encode(file[0]);
      const bytes = encoder.encode(file[1]);
      const shared = [].concat(little(20, 2), little(0x0800, 2), little(0, 2), little(0, 2), little(DATE, 2),
        little(checksum(bytes), 4), little(bytes.length, 4), little(bytes.length, 4), little(name.length, 2), little(0, 2));
      add(directory, Uint8Array.from([].concat(little(0x02014B50, 4), little(20, 2), shared, little(0, 2), little(0, 2), little(0, 2), little(0, 4), little(offset, 4))));
      add(directory, name);
      offset += add(parts, Uint8Array.from([].concat(little(0x04034B50, 4), shared))) + add(parts, name) + add(parts, bytes);
    });
    const size = directory.reduce((sum, part) => sum + part.length, 0);
    const end = Uint8Array.from([].concat(little(0x06054B50, 4), little(0, 4), little(files.length, 2), little(files.length, 2), little(size, 4), little(offset, 4), little(0, 2)));
    const all = parts.concat(directory, [end]);
    const bytes = new Uint8Array(all.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    all.forEach((part) => { bytes.set(part, at); at += part.length; });
    return bytes;
  }

  window.MateriaDocx = (paragraphs) => zip(files(paragraphs));
})();
