#define API __declspec(dllexport)
/* no converter beyond Qt's own */
API void *ucnv_open(const char *name, int *e) { *e = 4; return 0; }
API void ucnv_close(void *c) {}
API void UCNV_FROM_U_CALLBACK_SUBSTITUTE(void) {}
API void UCNV_TO_U_CALLBACK_SUBSTITUTE(void) {}
API void ucnv_reset(void *c) {}
API signed char ucnv_getMaxCharSize(void *c) { return 1; }
API const char *ucnv_getName(void *c, int *e) { *e = 4; return 0; }
API void ucnv_getToUCallBack(void) {}
API void ucnv_getFromUCallBack(void) {}
API void ucnv_setToUCallBack(void) {}
API void ucnv_setFromUCallBack(void) {}
API void ucnv_cbToUWriteUChars(void) {}
API void ucnv_toUnicode(void) {}
API void ucnv_cbFromUWriteUChars(void) {}
API int ucnv_toUCountPending(void *c, int *e) { return 0; }
API int ucnv_fromUCountPending(void *c, int *e) { return 0; }
API const char *ucnv_getStandardName(const char *n, const char *s, int *e) { *e = 4; return 0; }
API const char *ucnv_getAvailableName(int n) { return 0; }
API int ucnv_countAvailable(void) { return 0; }
API void ucnv_fromUnicode(void) {}
