extension Rule {
  /// Every rule, in the order of the manual. A test compares this list with the files in `Rules/`.
  public static let all: [Rule] =
    syntax + [
      .severalDocuments, .undefinedAlias, .unknownTag, .duplicateKey,
      .missingKey, .missingValue, .unknownKey, .wrongType, .invalidValue, .nestedSidecars,
      .imageReference, .unquotedPort, .invalidPort, .environmentList, .environmentValue,
      .undeclaredConfig, .undeclaredSecret,
    ]
}
