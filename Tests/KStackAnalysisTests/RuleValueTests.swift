import TestSupport
import Testing

/// Ports, images, fixed words, environment variables and mounts.
@Suite struct RuleValueTests {
  // MARK: UnquotedPort

  @Test func unquotedPortEveryType() {
    expectDiagnostics(
      """
      apps:
        web:
          image: nginx:1.27
          ports:
            - 8080
              ↑↑↑↑ error[unquoted-port]: a port must be text; put 8080 in quotes fix*: put quotes around it
            - 8080:50
              ↑↑↑↑↑↑↑ error[unquoted-port]: '8080:50' is read as the number 484850 (base 60 in YAML 1.1); put it in quotes fix*: put quotes around it
            - 22:22
              ↑↑↑↑↑ error[unquoted-port]: '22:22' is read as the number 1342 (base 60 in YAML 1.1); put it in quotes fix*: put quotes around it
            - 8080:80
            - 80.5
              ↑↑↑↑ error[unquoted-port]: a port must be text such as "8080:80"; '80.5' is a number
            - true
              ↑↑↑↑ error[unquoted-port]: a port must be text such as "8080:80"; 'true' is a boolean
            - 2024-01-01
              ↑↑↑↑↑↑↑↑↑↑ error[unquoted-port]: a port must be text such as "8080:80"; '2024-01-01' is a date
            - 0x50
              ↑↑↑↑ error[unquoted-port]: a port must be text such as "8080:80"; '0x50' is a number
            - 0
              ↑ error[unquoted-port]: a port must be text such as "8080:80"; '0' is a number
            - 99999
              ↑↑↑↑↑ error[unquoted-port]: a port must be text such as "8080:80"; '99999' is a number
            - 1_000
              ↑↑↑↑↑ error[unquoted-port]: a port must be text such as "8080:80"; '1_000' is a number
            - 10:20:30
              ↑↑↑↑↑↑↑↑ error[unquoted-port]: a port must be text such as "8080:80"; '10:20:30' is a number
      """, fixes: true)
  }

  @Test func unquotedPortInSingleQuotesOfTheFile() {
    expectDiagnostics(
      """
      apps:
        web:
          image: 'nginx:1.27'
          ports: [8080:50]  # published
                  ↑↑↑↑↑↑↑ error[unquoted-port]: '8080:50' is read as the number 484850 (base 60 in YAML 1.1); put it in quotes fix*: put quotes around it
      """, fixes: true)
  }

  // MARK: InvalidPort

  @Test func invalidPortEveryForm() {
    expectDiagnostics(
      """
      apps:
        web:
          image: nginx:1.27
          ports:
            - "8080:80/tcp"
            - "53:53/udp"
            - "80"
            - ""
              ↑↑ error[invalid-port]: a port is missing here, such as "8080:80"
            - "80 :80"
                 ↑ error[invalid-port]: a port has no spaces fix*: replace '80 :80' with '80:80'
            - web
              ↑↑↑ error[invalid-port]: 'web' is not a port number; write "PUBLISHED:CONTAINER", such as "8080:80"
            - "0"
               ↑ error[invalid-port]: '0' is not a port; ports go from 1 to 65535
            - "65536"
               ↑↑↑↑↑ error[invalid-port]: '65536' is not a port; ports go from 1 to 65535
            - "8080:65536"
                    ↑↑↑↑↑ error[invalid-port]: '65536' is not a port; ports go from 1 to 65535
            - "65535:1"
            - ":80"
              ↑↑↑↑↑ error[invalid-port]: there is no port before the ':' fix*: replace ':80' with '80'
            - "8080:"
              ↑↑↑↑↑↑↑ error[invalid-port]: the container's port is missing fix*: replace '8080:' with '8080'
            - "127.0.0.1:8080:80"
               ↑↑↑↑↑↑↑↑↑ error[invalid-port]: a port can't name a host address here; leave '127.0.0.1' out fix*: replace '127.0.0.1:8080:80' with '8080:80'
            - "8000-8010"
               ↑↑↑↑↑↑↑↑↑ error[invalid-port]: ranges such as '8000-8010' do not exist here; write each port as an item of its own
            - "1:2:3"
                   ↑ error[invalid-port]: at most two ports: "PUBLISHED:CONTAINER"
            - "80/"
              ↑↑↑↑↑ error[invalid-port]: 'tcp' or 'udp' is missing behind the '/' fix*: replace '80/' with '80'
            - "80/TCP"
                  ↑↑↑ error[invalid-port]: 'TCP' is no protocol; it must be 'tcp' or 'udp' fix*: replace '80/TCP' with '80/tcp'
            - "80/sctp"
                  ↑↑↑↑ error[invalid-port]: 'sctp' is no protocol; it must be 'tcp' or 'udp'
            - '80/Udp'
                  ↑↑↑ error[invalid-port]: 'Udp' is no protocol; it must be 'tcp' or 'udp' fix*: replace '80/Udp' with '80/udp'
            - 8080:80/http
                      ↑↑↑↑ error[invalid-port]: 'http' is no protocol; it must be 'tcp' or 'udp'
      """, fixes: true)
  }

  @Test func invalidPortMaps() {
    expectDiagnostics(
      """
      apps:
        web:
          image: nginx:1.27
          ports:
            - target: 80
              published: 8080
              protocol: udp
            - {target: 80, protocol: TCP}
                                     ↑↑↑ error[invalid-value]: 'TCP' is not known here; did you mean 'tcp'? fix*: replace 'TCP' with 'tcp'
            - {target: 80, protocol: sctp}
                                     ↑↑↑↑ error[invalid-value]: 'protocol' must be one of tcp, udp, not 'sctp'
            - {target: 0, published: 65536}
                       ↑ error[wrong-type]: 'target' must be a whole number from 1 to 65535; '0' is not
                                     ↑↑↑↑↑ error[wrong-type]: 'published' must be a whole number from 1 to 65535; '65536' is not
            - target: 8080:50
                      ↑↑↑↑↑↑↑ error[wrong-type]: 'target' must be a whole number from 1 to 65535; '8080:50' is not
      """, fixes: true)
  }

  // MARK: InvalidValue

  @Test func invalidValueWords() {
    expectDiagnostics(
      """
      apps:
        web:
          image: nginx:1.27
          service:
            type: "nodeport"
                  ↑↑↑↑↑↑↑↑↑↑ error[invalid-value]: 'nodeport' is not known here; did you mean 'NodePort'? fix*: replace 'nodeport' with 'NodePort'
            sessionAffinity: 'clientIp'
                             ↑↑↑↑↑↑↑↑↑↑ error[invalid-value]: 'clientIp' is not known here; did you mean 'ClientIP'? fix*: replace 'clientIp' with 'ClientIP'
            externalTrafficPolicy: global
                                   ↑↑↑↑↑↑ error[invalid-value]: 'global' is not known here; did you mean 'Local'? fix*: replace 'global' with 'Local'
          deploy:
            updateStrategy:
              type: on
                    ↑↑ error[wrong-type]: 'type' must be one of RollingUpdate, Recreate; 'on' is a boolean unless it is quoted fix*: put quotes around it
          expose:
            - a.example.org: {protocol: HTTPS}
                                        ↑↑↑↑↑ error[invalid-value]: 'HTTPS' is not known here; did you mean 'https'? fix*: replace 'HTTPS' with 'https'
            - b.example.org: {protocol: tcp}
                                        ↑↑↑ error[invalid-value]: 'protocol' must be one of http, https, not 'tcp'
      volumes:
        data:
        ↑↑↑↑ hint[unused-declaration]: no container uses the volume 'data' (unnecessary)
          driver: nfs
                  ↑↑↑ error[invalid-value]: 'driver' must be local, not 'nfs'
      """, fixes: true)
  }

  // MARK: ImageReference

  @Test func imageReferenceEveryFault() {
    expectDiagnostics(
      """
      apps:
        a: {image: ""}
                   ↑↑ error[image-reference]: the image is empty; write one such as nginx:1.27
        b: {image: "nginx :1"}
                         ↑ error[image-reference]: an image has no spaces fix*: replace 'nginx :1' with 'nginx:1'
        c: {image: "https://ghcr.io/a/b"}
                    ↑↑↑↑↑↑↑↑ error[image-reference]: an image begins with its registry or name, not with 'https://' fix*: replace 'https://ghcr.io/a/b' with 'ghcr.io/a/b'
        d: {image: Nginx}
                   ↑↑↑↑↑ error[image-reference]: an image's name is in lower case; write 'nginx' fix*: replace 'Nginx' with 'nginx'
        e: {image: a//b}
                   ↑↑↑↑ error[image-reference]: a part of the image's name is missing beside a '/' fix*: replace 'a//b' with 'a/b'
        f: {image: a_-b}
                    ↑↑ error[image-reference]: '_-' can't be part of an image's name
        g: {image: "bad_host.example/a:1"}
                    ↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑ error[image-reference]: 'bad_host.example' is no registry's host name fix*: replace 'bad_host.example/a:1' with 'bad-host.example/a:1'
        h: {image: "localhost:port/a"}
                              ↑↑↑↑ error[image-reference]: 'port' is no port of a registry
        i: {image: "nginx:"}
                   ↑↑↑↑↑↑↑↑ error[image-reference]: the tag is missing behind the ':' fix*: replace 'nginx:' with 'nginx'
        j: {image: "nginx:a+b"}
                           ↑ error[image-reference]: '+' is no tag; tags have letters, digits, '_', '.' and '-'
        k: {image: "nginx@"}
                   ↑↑↑↑↑↑↑↑ error[image-reference]: the digest is missing behind the '@' fix*: replace 'nginx@' with 'nginx'
        l: {image: "nginx@md5:12"}
                              ↑↑ error[image-reference]: the digest has the wrong number of digits
        m: {image: "nginx@sha256:12"}
                                 ↑↑ error[image-reference]: the digest has the wrong number of digits
        n: {image: "-nginx"}
                    ↑ error[image-reference]: '-' can't be part of an image's name
        o: {image: registry:5000/team/app:1.2}
      """, fixes: true)
  }

  // MARK: EnvironmentList

  @Test func environmentListEveryForm() {
    expectDiagnostics(
      """
      apps:
        web:
          image: nginx:1.27
          environment:
          ↑↑↑↑↑↑↑↑↑↑↑ error[environment-list]: 'environment' must be a mapping, 'NAME: value', not a list fix*: write it as a mapping
            # kept
            - MODE=production  # too
            - WORKERS=4
            - EMPTY=
            - BARE
            - "URL=http://x/?a=b: c"
        flush:
          image: nginx:1.27
          environment:
          ↑↑↑↑↑↑↑↑↑↑↑ error[environment-list]: 'environment' must be a mapping, 'NAME: value', not a list fix*: write it as a mapping
          - MODE=production
          - LEVEL=info
        flow:
          image: nginx:1.27
          environment: [MODE=production, "WORKERS=4"]
          ↑↑↑↑↑↑↑↑↑↑↑ error[environment-list]: 'environment' must be a mapping, 'NAME: value', not a list fix*: write it as a mapping
        pairs:
          image: nginx:1.27
          environment:
          ↑↑↑↑↑↑↑↑↑↑↑ error[environment-list]: 'environment' must be a mapping, 'NAME: value', not a list fix*: write it as a mapping
            - MODE: production
            - WORKERS: 4
        twice:
          image: nginx:1.27
          environment: [A=1, A=2]
          ↑↑↑↑↑↑↑↑↑↑↑ error[environment-list]: 'environment' must be a mapping, 'NAME: value', not a list
        names:
          image: nginx:1.27
          environment:
          ↑↑↑↑↑↑↑↑↑↑↑ error[environment-list]: 'environment' must be a mapping, 'NAME: value', not a list
            - name: MODE
              value: production
        none:
          image: nginx:1.27
          environment: []
          ↑↑↑↑↑↑↑↑↑↑↑ error[environment-list]: 'environment' must be a mapping, 'NAME: value', not a list fix*: write it as a mapping
      """, fixes: true)
  }

  // MARK: EnvironmentValue

  @Test func environmentValueEveryType() {
    expectDiagnostics(
      """
      apps:
        web:
          image: nginx:1.27
          environment:
            TEXT: text
            NUMBER: 8080
            FLOAT: 1.5
            BOOLEAN: !!str yes
            QUOTED: "2024-01-01"
            DATE: 2024-01-01
                  ↑↑↑↑↑↑↑↑↑↑ error[environment-value]: '2024-01-01' is read as a date, which can't be an environment value; put it in quotes fix*: put quotes around it
            TIME: 2024-01-01 10:00:00
                  ↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑ error[environment-value]: '2024-01-01 10:00:00' is read as a date, which can't be an environment value; put it in quotes fix*: put quotes around it
            LIST: [a]
            ↑↑↑↑ error[wrong-type]: 'LIST' must be text, a number, true or false, not a list
            MAP: {a: b}
            ↑↑↑ error[wrong-type]: 'MAP' must be text, a number, true or false, not a mapping
            EMPTY: ""
      """, fixes: true)
  }

  // MARK: Volumes

  @Test func volumesShapes() {
    expectDiagnostics(
      """
      apps:
        web:
          image: nginx:1.27
          volumes:
            - data:/data
            - 5
              ↑ error[wrong-type]: an item of 'volumes' must be text such as data:/var/data; '5' is a number unless it is quoted fix*: put quotes around it
          volumesFrom:
            - config: {name: web, mountPath: /etc/web, subPath: a, readOnly: true}
                                             ↑↑↑↑↑↑↑↑ related[duplicate-mount]: the other mount is here
            - config: {name: web}
              mountPath: /etc/web
                         ↑↑↑↑↑↑↑↑ error[duplicate-mount]: app 'web' mounts two things on '/etc/web'; Kubernetes refuses that
            - config: {name: web, readonly: yes, path: /x}
                                  ↑↑↑↑↑↑↑↑ warning[unknown-key]: unknown key 'readonly'; did you mean 'readOnly'? fix*: replace 'readonly' with 'readOnly'
                                                 ↑↑↑↑ warning[unknown-key]: unknown key 'path'; did you mean 'mountPath'? fix*: replace 'path' with 'mountPath'
            - config: {name: web, mountPath: [a]}
                                  ↑↑↑↑↑↑↑↑↑ error[wrong-type]: 'mountPath' must be text, not a list
            - configMap: {name: web}
              ↑↑↑↑↑↑↑↑↑ error[unknown-key]: unknown key 'configMap'; did you mean 'config'? fix*: replace 'configMap' with 'config'
      volumes:
        data: {driver: nfs, size: [1]}
                       ↑↑↑ error[invalid-value]: 'driver' must be local, not 'nfs'
                            ↑↑↑↑ error[wrong-type]: 'size' must be a quantity such as 10Gi, not a list
        more: {driver_opts: {type: 1, o: bind}}
                                   ↑ error[wrong-type]: 'type' must be text; '1' is a number unless it is quoted fix*: put quotes around it
        none: null
      configs:
        web: {external: true}
      """, fixes: true)
  }
}
