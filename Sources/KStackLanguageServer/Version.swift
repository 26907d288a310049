/// The version of the program, in the command line and in the answer to `initialize`.
package let programVersion = "0.1.0"

/// The name of the program wherever one is shown.
package let programName = "kstack-language-server"
