extension Rule {
  /// Every rule, in the order of the manual. A test compares this list with the files in `Rules/`.
  public static let all: [Rule] =
    syntax + [
      .severalDocuments, .undefinedAlias, .duplicateAnchor, .invalidMerge, .unknownTag, .unloadableValue,
      .unloadableKey,
      .duplicateKey,
      .missingKey, .missingValue, .unknownKey, .conflictingKeys, .wrongType, .invalidValue, .nestedSidecars,
      .imageReference, .unquotedPort, .invalidPort, .environmentList, .environmentValue,
      .undeclaredConfig, .undeclaredSecret, .secretNotExternal,
      .invalidMount, .duplicateMount, .relativeMountSource, .unsharedVolume, .undeclaredVolume, .unusedDeclaration,
      .writableSharedVolume, .hostPath, .defaultMountPath, .unreadMountPath,
      .portConflict, .duplicatePort, .sharedPublishedPort, .unpublishedFirstPort,
      .unopenedPort, .unopenedLocalPort, .unpublishedPort,
      .flatExpose, .invalidHost, .relativeRoutePath,
      .invalidName, .nameCollision,
      .variableName, .changedKey, .changedValue, .plainTextSecret, .missingVariable, .misspeltVariable, .missingEnvFile,
      .floatingImage, .deprecatedImage, .misspeltImage,
      .invalidQuantity, .quantityRange, .requestAboveLimit, .noReplicas,
      .unusedSuppression, .unknownSuppression,
      .sidecarWithoutLimits, .noReadOnlyMount, .configInEnvironment, .severalResponsibilities,
    ]
}
