extension LSP {
  /// `workspace/willRenameFiles` and `workspace/didRenameFiles`.
  package struct RenameFilesParams: Sendable, Hashable, Codable {
    package var files: [FileRename]
  }

  /// A file or a folder.
  package struct FileRename: Sendable, Hashable, Codable {
    package var oldUri: DocumentUri
    package var newUri: DocumentUri
  }

  /// `workspace/didCreateFiles` and `workspace/didDeleteFiles`.
  package struct FilesParams: Sendable, Hashable, Codable {
    package var files: [FileEvent]
  }

  /// `workspace.fileOperations` of the server's capabilities. What is nil is not wanted.
  package struct FileOperationOptions: Sendable, Hashable, Codable {
    package var didCreate: FileOperationFilters?
    package var didRename: FileOperationFilters?
    package var willRename: FileOperationFilters?
    package var didDelete: FileOperationFilters?

    package init() {}
  }

  /// `FileOperationRegistrationOptions`.
  package struct FileOperationFilters: Sendable, Hashable, Codable {
    package var filters: [Filter]

    package struct Filter: Sendable, Hashable, Codable {
      package var scheme: String
      package var pattern: Pattern
    }

    package struct Pattern: Sendable, Hashable, Codable {
      package var glob: String
    }

    /// Files and folders of one scheme.
    package init(scheme: String, glob: String) {
      filters = [Filter(scheme: scheme, pattern: Pattern(glob: glob))]
    }
  }
}
