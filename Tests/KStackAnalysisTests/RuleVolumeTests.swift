import TestSupport
import Testing

/// Mounts and the names of volumes.
@Suite struct RuleVolumeTests {
  @Test func mountGrammar() {
    expectDiagnostics(
      #"""
      apps:
        web:
          image: example/web:1.0
          volumes:
            - data
              ↑↑↑↑ error[invalid-mount]: the path in the container is missing; write data:/PATH
            - data:ro
                   ↑↑ error[invalid-mount]: the path in the container is missing; write data:/PATH
            - /data
              ↑↑↑↑↑ error[invalid-mount]: '/data' says what the container sees, but not what is mounted there; write NAME:/data
            - :/data
              ↑↑↑↑↑↑ error[invalid-mount]: the source is missing before the ':'; write one such as data:/var/data
            - data:./rel
                   ↑↑↑↑↑ error[invalid-mount]: the path './rel' in the container must start with '/' fix*: replace 'data:./rel' with 'data:/rel'
            - data:/a:readonly
                      ↑↑↑↑↑↑↑↑ error[invalid-mount]: 'readonly' is no mode; only 'ro' and 'rw' are fix*: replace 'data:/a:readonly' with 'data:/a:ro'
            - data:/b:cached
                      ↑↑↑↑↑↑ error[invalid-mount]: 'cached' is no mode; only 'ro' and 'rw' are fix*: replace 'data:/b:cached' with 'data:/b'
            - data:/c:ro:x
                         ↑ error[invalid-mount]: a mount has three parts at most, SOURCE:PATH:MODE
            - ""
              ↑↑ error[invalid-mount]: the mount is empty; write one such as data:/var/data
            - ${VOLUME}/x
            - '{{ data }}'
            - "data:/e\x20"
          volumesFrom:
            - config: {name: web, mountPath: etc/web}
                                             ↑↑↑↑↑↑↑ error[invalid-mount]: 'mountPath' must start with '/'; the container has no current directory to begin at fix*: replace 'etc/web' with '/etc/web'
            - config: {name: web, mountPath: /etc/web:ro}
                                             ↑↑↑↑↑↑↑↑↑↑↑ error[invalid-mount]: 'mountPath' can't have a ':'; Kubernetes refuses it fix*: replace '/etc/web:ro' with '/etc/web'
            - config: {name: web, mountPath: ../web}
                                             ↑↑↑↑↑↑ error[invalid-mount]: 'mountPath' must start with '/'; the container has no current directory to begin at
            - config: {name: web, mountPath: "${HOME}/web"}
              mountPath: ""
                         ↑↑ error[invalid-mount]: 'mountPath' is empty; write an absolute path such as /etc/app
      configs:
        web: {external: true}
      """#, fixes: true)
  }

  @Test func duplicateMounts() {
    expectDiagnostics(
      #"""
      apps:
        web:
          image: example/web:1.0
          volumes:
            - data:/shared
                   ↑↑↑↑↑↑↑ related[duplicate-mount]: the other mount is here
            - more:/shared//
                   ↑↑↑↑↑↑↑↑↑ error[duplicate-mount]: app 'web' mounts two things on '/shared//'; Kubernetes refuses that
                   ↑↑↑↑↑↑↑↑↑ related[duplicate-mount]: the other mount is here
            - ${A}:/var
            - ${B}:/var
          volumesFrom:
            - config: {name: web, mountPath: /config}
                                             ↑↑↑↑↑↑↑ related[duplicate-mount]: the other mount is here
            - config: {name: web}
              mountPath: /config/
                         ↑↑↑↑↑↑↑↑ error[duplicate-mount]: app 'web' mounts two things on '/config/'; Kubernetes refuses that
          sidecars:
            inherits: {image: example/a:1.0}
            own:
              image: example/b:1.0
              volumesFrom:
                - config: {name: web, mountPath: /shared}
                                                 ↑↑↑↑↑↑↑ error[duplicate-mount]: sidecar 'own' of 'web' inherits a mount on '/shared' from its app; Kubernetes refuses two mounts on one path
            free:
              image: example/c:1.0
              volumes: [data:/config:ro]
              volumesFrom: []
      configs:
        web: {external: true}
      """#, fixes: true)
  }

  @Test func duplicateMountsThroughAliases() {
    expectDiagnostics(
      #"""
      x-logger: &logger
        image: example/logger:1.0
        volumesFrom:
          - config: {name: web, mountPath: /data}
                                           ↑↑↑↑↑ related[duplicate-mount]: it is written here
      apps:
        web:
          image: example/web:1.0
          volumes: [data:/data]
          sidecars:
            one: *logger
                 ↑↑↑↑↑↑↑ error[duplicate-mount]: sidecar 'one' of 'web' inherits a mount on '/data' from its app; Kubernetes refuses two mounts on one path
            two:
              <<: *logger
              image: example/two:1.0
        free:
          image: example/web:1.0
          sidecars:
            one: *logger
      configs:
        web: {external: true}
      """#, fixes: true)
  }

  @Test func relativeSources() {
    expectDiagnostics(
      #"""
      apps:
        web:
          image: example/web:1.0
          volumes:
            - ./nginx.conf:/etc/nginx/nginx.conf:ro
              ↑↑↑↑↑↑↑↑↑↑↑↑ warning[relative-mount-source]: the cluster has no file './nginx.conf' of your machine; declare it under 'configs' and mount it with 'volumesFrom' fix*: mount it as the config 'nginx-conf'
            - ./conf.d:/etc/nginx/conf.d
              ↑↑↑↑↑↑↑↑ warning[relative-mount-source]: the cluster has no './conf.d' of your machine; mount a volume by its name, or files with 'volumesFrom'
            - ../data:/data
              ↑↑↑↑↑↑↑ warning[relative-mount-source]: the cluster has no '../data' of your machine; mount a volume by its name, or files with 'volumesFrom'
            - ~/x.json:/x.json
              ↑↑↑↑↑↑↑↑ warning[relative-mount-source]: the cluster has no file '~/x.json' of your machine; declare it under 'configs' and mount it with 'volumesFrom'
            - ${PWD}/a.conf:/a.conf
        flow: {image: example/flow:1.0, volumes: [./a.conf:/etc/a.conf]}
                                                  ↑↑↑↑↑↑↑↑ warning[relative-mount-source]: the cluster has no file './a.conf' of your machine; declare it under 'configs' and mount it with 'volumesFrom'
      """#, fixes: true)
  }

  @Test func sidecarVolumeNames() {
    expectDiagnostics(
      #"""
      apps:
        web:
          image: example/web:1.0
          volumes:
            - uploads:/var/uploads
          sidecars:
            backup:
              image: example/backup:1.0
              volumes:
                - "upload:/backup:ro"
                   ↑↑↑↑↑↑ warning[unshared-volume]: no other container mounts 'upload'; did you mean 'uploads' of app 'web'? fix*: replace 'upload' with 'uploads'
                - scratch:/scratch
                  ↑↑↑↑↑↑↑ warning[unshared-volume]: no other container mounts 'scratch' and the file does not declare it, so it shares nothing with app 'web'
            cache:
              image: example/cache:1.0
              volumes:
                - common:/cache
            reader:
              image: example/reader:1.0
              volumes:
                - common:/cache:ro
      """#, fixes: true)
  }

  @Test func undeclaredVolumes() {
    expectDiagnostics(
      #"""
      apps:
        web:
          image: example/web:1.0
          volumes:
            - upload:/var/uploads
              ↑↑↑↑↑↑ warning[undeclared-volume]: volume 'upload' is not declared under 'volumes'; did you mean 'uploads'? fix*: replace 'upload' with 'uploads' fix: declare 'upload' under 'volumes'
            - 'cache:/var/cache'
               ↑↑↑↑↑ warning[undeclared-volume]: volume 'cache' is not declared under 'volumes', so nothing creates it and the pod will wait for it fix*: declare 'cache' under 'volumes'
            - cache:/var/again
            - /proc:/host/proc
            - ./x:/x
              ↑↑↑ warning[relative-mount-source]: the cluster has no './x' of your machine; mount a volume by its name, or files with 'volumesFrom'
          sidecars:
            backup:
              image: example/backup:1.0
              volumes:
                - uplod:/backup:ro
                  ↑↑↑↑↑ warning[unshared-volume]: no other container mounts 'uplod'; did you mean 'upload' of app 'web'? fix*: replace 'uplod' with 'upload'
                - private:/private
                  ↑↑↑↑↑↑↑ warning[undeclared-volume]: volume 'private' is not declared under 'volumes', so nothing creates it and the pod will wait for it fix*: declare 'private' under 'volumes'
      volumes:
        uploads: {size: 5Gi}
      """#, fixes: true)
  }

  @Test func undeclaredVolumesOfAnUnreadableSection() {
    expectDiagnostics(
      #"""
      apps:
        web:
          image: example/web:1.0
          volumes:
            - cache:/var/cache
      volumes:
        uploads: {size: 5Gi}
        cache
        ↑↑↑↑↑ error[missing-colon]: 'cache' needs a ':' behind it
      """#)
  }

  @Test func noSectionOfVolumes() {
    expectDiagnostics(
      #"""
      apps:
        web:
          image: example/web:1.0
          volumes:
            - cache:/var/cache
      """#, fixes: true)
  }

  @Test func unusedDeclarations() {
    expectDiagnostics(
      #"""
      apps:
        web:
          image: example/web:1.0
          volumes: [data:/data]
          envFrom:
            - secret: {name: used}
          volumesFrom:
            - config: {name: keys, secret: true, mountPath: /keys}
      volumes: {data: null, other: null}
                            ↑↑↑↑↑ hint[unused-declaration]: no container uses the volume 'other' (unnecessary)
      configs:
        keys: {external: true}
        ↑↑↑↑ hint[unused-declaration]: no container uses the config 'keys' (unnecessary)
      secrets:
        used: {external: true}
        keys: {external: true}
        idle: {external: true}
        ↑↑↑↑ hint[unused-declaration]: no container uses the secret 'idle' (unnecessary)
      """#, fixes: true)
  }

  @Test func nothingIsUnusedWhereAUseMayBeHidden() {
    expectDiagnostics(
      #"""
      apps:
        web:
          image: example/web:1.0
          volumes: ["${NAME}:/data"]
      volumes:
        other: {}
      """#, fixes: true)
  }

  @Test func sidecarsThatMayWrite() {
    expectDiagnostics(
      #"""
      apps:
        web:
          image: example/web:1.0
          volumes:
            - data:/data
            - content:/content:ro
          sidecars:
            plain:
              image: example/a:1.0
              volumes: ['data:/data', content:/content]
                        ↑↑↑↑↑↑↑↑↑↑↑↑ hint[writable-shared-volume]: sidecar 'plain' of 'web' may write to 'data'; mount it ':ro' if it only reads fix*: mount it read-only
            meant:
              image: example/b:1.0
              volumes:
                - data:/data:rw
            cache:
              image: redis:7.4
              volumes:
                - data:/data
            inherits:
              image: example/c:1.0
      """#, fixes: true)
  }

  @Test func hostPaths() {
    expectDiagnostics(
      #"""
      apps:
        web:
          image: example/web:1.0
          volumes:
            - /srv/web:/var/www:ro
              ↑↑↑↑↑↑↑↑ hint[host-path]: '/srv/web' is a directory of the node, and another node has other files; a volume's name keeps the data with the app
            - /proc:/host/proc:ro
            - /:/host:ro
            - /var/run/docker.sock:/var/run/docker.sock
            - /process:/process
              ↑↑↑↑↑↑↑↑ hint[host-path]: '/process' is a directory of the node, and another node has other files; a volume's name keeps the data with the app
      """#, fixes: true)
  }
}
