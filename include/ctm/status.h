/* How every call of the library ends, and which library this is.
 *
 * Conventions of all headers here: out-parameters come first where they are what a call is for;
 * `const T *` that you get is borrowed and lives as long as what it came from; `T *` is yours and
 * has a matching `_free`. Strings are UTF-8 and end in NUL. Nothing prints, exits or changes the
 * process. A unit and all that comes from it belong to one thread at a time; units are independent
 * of one another. */
#ifndef CTM_STATUS_H
#define CTM_STATUS_H

#ifdef __cplusplus
#define CTM_BEGIN extern "C" {
#define CTM_END   }
#else
#define CTM_BEGIN
#define CTM_END
#endif

#if defined(__GNUC__)
#define CTM_API __attribute__((visibility("default")))
#else
#define CTM_API
#endif

CTM_BEGIN

/* The numbers are the exit status of the command line; those from 64 on are sysexits(3). */
typedef enum ctm_status {
  CTM_OK = 0,
  CTM_FINDINGS = 1, /* done, and something was found: a failed assertion, a file to format */
  CTM_ERRORS = 2,   /* the model has errors: see ctm_unit_messages */
  CTM_USAGE = 64,   /* an argument makes no sense: a name that nothing has, a day that is none */
  CTM_CANNOT_READ = 66, /* a file cannot be read */
  CTM_BROKEN = 70,      /* a library failed us, or a bug of ours */
  CTM_CANNOT_MAKE = 73, /* an output cannot be made */
  CTM_CANNOT_WRITE = 74 /* writing it failed */
} ctm_status;

/* The version of the library: "0.1.0". Borrowed from the library. */
CTM_API const char *ctm_version(void);

/* The greatest version of the language that it reads: the 1 of `ctm 1`. */
CTM_API unsigned ctm_language(void);

/* The SHA-256 of the built-in knowledge (dsl/std and dsl/catalog), 64 hexadecimal digits. Borrowed
 * from the library. */
CTM_API const char *ctm_library(void);

CTM_END

#endif
