#ifndef MATERIA_CZLIB_SHIM_H
#define MATERIA_CZLIB_SHIM_H

#include <zlib.h>

#endif
