// Lets the program run where there is no /proc, as in an empty chroot. From there Swift's runtime reads where the program
// lies, without which it stops before `main`, and what its arguments are.

#include <stdlib.h>
#include <unistd.h>

// Only glibc hands the arguments to constructors.
#ifdef __GLIBC__

// Swift's standard library: takes the arguments from here.
void _swift_stdlib_overrideUnsafeArgvArgc(char **argv, int argc);

// Before the constructors of a runtime that is linked in: 101 is the first priority that is not the system's own.
__attribute__((constructor(101))) static void start(int argc, char **argv) {
  if (access("/proc/self/exe", F_OK) == 0) return;
  // Named here, the program that prints a trap's trace is not looked for.
  setenv("SWIFT_BACKTRACE", "enable=no,swift-backtrace=/", 1);
  _swift_stdlib_overrideUnsafeArgvArgc(argv, argc);
}

#endif
