/* The least that any generator on cmark-gfm does: read each file, parse it with GitHub's extensions, render it, write a page.
 *
 *     cc -O2 floor.c -lcmark-gfm -lcmark-gfm-extensions -o floor && find content -name '*.md' | ./floor out
 */
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

int main(int argc, char **argv) {
  if (argc != 2) return 2;
  cmark_gfm_core_extensions_ensure_registered();
  const char *names[] = {"table", "strikethrough", "tasklist", "autolink"};
  char path[4096], out[8192];
  long number = 0;
  mkdir(argv[1], 0755);
  while (fgets(path, sizeof path, stdin)) {
    path[strcspn(path, "\n")] = 0;
    FILE *in = fopen(path, "rb");
    if (!in) return 1;
    fseek(in, 0, SEEK_END);
    long size = ftell(in);
    rewind(in);
    char *text = malloc(size);
    if (fread(text, 1, size, in) != (size_t)size) return 1;
    fclose(in);
    cmark_parser *parser = cmark_parser_new(CMARK_OPT_FOOTNOTES);
    for (int i = 0; i < 4; i++) cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(names[i]));
    cmark_parser_feed(parser, text, size);
    cmark_node *root = cmark_parser_finish(parser);
    char *html = cmark_render_html(root, CMARK_OPT_FOOTNOTES, cmark_parser_get_syntax_extensions(parser));
    snprintf(out, sizeof out, "%s/%ld", argv[1], number);
    mkdir(out, 0755);
    snprintf(out, sizeof out, "%s/%ld/index.html", argv[1], number++);
    FILE *page = fopen(out, "wb");
    if (!page) return 1;
    fwrite(html, 1, strlen(html), page);
    fclose(page);
    free(html);
    cmark_node_free(root);
    cmark_parser_free(parser);
    free(text);
  }
  return 0;
}
