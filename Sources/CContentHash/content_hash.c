#define XXH_INLINE_ALL
#include <xxhash.h>

#include "content_hash.h"

materia_content_hash_t materia_content_hash(const void *bytes, size_t count) {
    XXH128_hash_t hash = XXH3_128bits(bytes, count);
    materia_content_hash_t result = {hash.high64, hash.low64};
    return result;
}
