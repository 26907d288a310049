import TestSupport
import Testing

/// What makes loading fail although the text is well-formed YAML.
@Suite struct RuleLoadingTests {
  // MARK: UnloadableValue

  @Test func unloadableValueEverywhere() {
    expectDiagnostics(
      """
      x-equals: =
                ↑ error[unloadable-value]: '=' alone does not load (YAML 1.1 gives it a meaning of its own); put it in quotes fix*: put quotes around it
      apps:
        web:
          image: nginx:1.27
          environment:
            IMPOSSIBLE: 2024-13-45
                        ↑↑↑↑↑↑↑↑↑↑ error[unloadable-value]: '2024-13-45' looks like a date and is none, so the file does not load; put it in quotes fix*: put quotes around it
            LEAP: 2023-02-29
                  ↑↑↑↑↑↑↑↑↑↑ error[unloadable-value]: '2023-02-29' looks like a date and is none, so the file does not load; put it in quotes fix*: put quotes around it
            MERGE: <<
                   ↑↑ error[unloadable-value]: '<<' can only be a key; put text in quotes fix*: put quotes around it
            EQUALS: =
                    ↑ error[unloadable-value]: '=' alone does not load (YAML 1.1 gives it a meaning of its own); put it in quotes fix*: put quotes around it
          args: [=, 2024-02-30]
                 ↑ error[unloadable-value]: '=' alone does not load (YAML 1.1 gives it a meaning of its own); put it in quotes fix*: put quotes around it
                    ↑↑↑↑↑↑↑↑↑↑ error[unloadable-value]: '2024-02-30' looks like a date and is none, so the file does not load; put it in quotes fix*: put quotes around it
          ports: [=]
                  ↑ error[unloadable-value]: '=' alone does not load (YAML 1.1 gives it a meaning of its own); put it in quotes fix*: put quotes around it
          labels:
            count: !!int many
                         ↑↑↑↑ error[unloadable-value]: 'many' is not an integer, so the file does not load
            list: !!str [a]
                        ↑↑↑ error[unloadable-value]: a list can't be '!!str', so the file does not load
            map: !!seq {a: b}
                       ↑↑↑↑↑↑ error[unloadable-value]: a mapping can't be '!!seq', so the file does not load
            set: !!set {a, b}
            ↑↑↑ error[wrong-type]: 'set' must be text, not a set
            nothing: !!null
            ↑↑↑↑↑↑↑ error[missing-value]: 'nothing' has no value; it must be text
            truth: !!bool maybe
                          ↑↑↑↑↑ error[unloadable-value]: 'maybe' is neither true nor false, so the file does not load
            =: fine
      """, fixes: true)
  }

  // MARK: InvalidMerge

  @Test func invalidMergeEverything() {
    expectDiagnostics(
      """
      x-text: &text nginx
      x-list: &list [1, 2]
      x-maps: &maps [{a: 1}, {b: 2}]
                      ↑ related[unknown-key]: it is written here
                              ↑ related[unknown-key]: it is written here
      apps:
        web:
          <<: *text
              ↑↑↑↑↑ error[invalid-merge]: '<<' takes over the entries of a mapping, and '*text' is text
          image: nginx:1.27
        api:
          <<: *list
              ↑↑↑↑↑ error[invalid-merge]: '<<' takes over the entries of a mapping, and '*list' is a number
          image: nginx:1.27
        job:
          <<: *maps
              ↑↑↑↑↑ warning[unknown-key]: unknown key 'a'; kstack ignores it
              ↑↑↑↑↑ warning[unknown-key]: unknown key 'b'; kstack ignores it
          image: nginx:1.27
        empty:
          <<:
          ↑↑ error[invalid-merge]: '<<' has no value; it takes over the entries of a mapping, such as '<<: *base'
          image: nginx:1.27
        word:
          <<: base
              ↑↑↑↑ error[invalid-merge]: '<<' takes over the entries of a mapping, and 'base' is text
        mixed:
          <<: [*maps, {image: nginx:1.27}]
               ↑↑↑↑↑ error[invalid-merge]: '<<' takes over the entries of a mapping, and '*maps' is a list
      """, fixes: true)
  }

  // MARK: DuplicateAnchor

  @Test func duplicateAnchorInOneDocument() {
    expectDiagnostics(
      """
      x-a: &a 1
      ↑ (empty) related[several-documents]: the first document begins here
            ↑ related[duplicate-anchor]: the first one is here
            ↑ related[duplicate-anchor]: the first one is here
      x-b: &a 2
            ↑ error[duplicate-anchor]: the anchor '&a' is already given above; kstack does not load it twice
      x-c: &b 3
      apps:
        web: &a
              ↑ error[duplicate-anchor]: the anchor '&a' is already given above; kstack does not load it twice
          image: nginx:1.27
      ---
      ↑↑↑ error[several-documents]: a second document begins here, but kstack reads only one from a file
      x-a: &a 1
      """, fixes: true)
  }

  // MARK: UnknownTag

  @Test func unknownTagEverywhere() {
    expectDiagnostics(
      """
      x-free: !Ref a
              ↑↑↑↑ error[unknown-tag]: kstack does not know the tag '!Ref' fix: remove the tag
      apps:
        web:
          image: !vault nginx:1.27
                 ↑↑↑↑↑↑ error[unknown-tag]: kstack does not know the tag '!vault' fix: remove the tag
          command: !!python/tuple [a]
                   ↑↑↑↑↑↑↑↑↑↑↑↑↑↑ error[unknown-tag]: kstack does not know the tag '!!python/tuple' fix: remove the tag
          args: !!str 10
          labels:
            a: ! 1.0
                 ↑↑↑ error[wrong-type]: 'a' must be text; '1.0' is a number unless it is quoted
            b: !<tag:yaml.org,2002:str> 1.0
      """, fixes: true)
  }

  // MARK: UndefinedAlias

  @Test func undefinedAliasEveryCase() {
    expectDiagnostics(
      """
      x-limits: &limits {cpu: 500m}
      apps:
        web:
          image: *nothing
                 ↑↑↑↑↑↑↑↑ error[undefined-alias]: there is no anchor '&nothing' above; text that begins with '*' needs quotes fix: put quotes around it
          resources:
            limits: *limit
                    ↑↑↑↑↑↑ error[undefined-alias]: there is no anchor '&limit'; did you mean '*limits'? fix*: replace '*limit' with '*limits'
            requests: *later
                      ↑↑↑↑↑↑ error[undefined-alias]: the anchor '&later' comes later; an alias can only stand for what is above it
      x-later: &later {cpu: 100m}
      """, fixes: true)
  }

  // MARK: SeveralDocuments

  @Test func severalDocumentsSecondOne() {
    expectDiagnostics(
      """
      apps:
      ↑ (empty) related[several-documents]: the first document begins here
        web:
          image: nginx:1.27
      ---
      ↑↑↑ error[several-documents]: a second document begins here, but kstack reads only one from a file
      anything: [1]
      ---
      third: 1
      """, fixes: true)
  }

  @Test func severalDocumentsMarkersOfOne() {
    expectDiagnostics(
      """
      ---
      apps:
        web:
          image: nginx:1.27
      ...
      """, fixes: true)
  }

  @Test func severalDocumentsWithoutMarker() {
    expectDiagnostics(
      """
      apps:
        web:
          image: nginx:1.27
      ...
      ↑↑↑ error[unreadable-line]: after '...' only another document can follow, which begins with '---' fix*: remove '...'
      second:
      ↑↑↑↑↑↑ warning[unknown-key]: unknown key 'second'; kstack ignores it
        document: 1
      """, fixes: true)
  }

  @Test func severalDocumentsEmptySecond() {
    expectDiagnostics(
      """
      apps:
      ↑ (empty) related[several-documents]: the first document begins here
        web:
          image: nginx:1.27
      ---
      ↑↑↑ error[several-documents]: a second document begins here, but kstack reads only one from a file
      """, fixes: true)
  }
}
