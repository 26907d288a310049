/// The types of LSP 3.17, under the names of the specification; here because some of them (`Range`, `Diagnostic`)
/// are names of other modules too. Members that this server neither reads nor writes are left out.
package enum LSP {
  /// As the client wrote it: two spellings of one file are two documents.
  package typealias DocumentUri = String
}
