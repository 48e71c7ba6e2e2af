{{- define "watchbill.probe" -}}
{{- if eq .root.Values.probes "tcp" }}
tcpSocket: {port: http}
{{- else }}
httpGet:
  path: {{ .path }}
  port: http
  {{- if eq .root.Values.metrics.scheme "https" }}
  scheme: HTTPS
  {{- end }}
{{- end }}
timeoutSeconds: 5
{{- end -}}

{{- define "watchbill.podAnnotations" -}}
checksum/config: {{ include "watchbill.config" . | sha256sum | quote }}
{{- if eq .Values.metrics.scrape "annotations" }}
prometheus.io/scrape: "true"
prometheus.io/port: "9464"
prometheus.io/path: /metrics
{{- if eq .Values.metrics.scheme "https" }}
prometheus.io/scheme: https
{{- end }}
{{- end }}
{{- end -}}

{{- define "watchbill.pod" -}}
{{- $root := .root -}}
{{- $part := .part -}}
{{- $values := $root.Values -}}
metadata:
  labels:
    {{- /* What the selectors look for is not for podLabels to change. */}}
    {{- include "watchbill.selector" (dict "root" $root "part" $part.part) | fromYaml | mergeOverwrite (deepCopy $values.podLabels) | toYaml | nindent 4 }}
  annotations:
    {{- mergeOverwrite (include "watchbill.podAnnotations" $root | fromYaml) $values.podAnnotations | toYaml | nindent 4 }}
spec:
  serviceAccountName: {{ include "watchbill.account" (dict "root" $root "name" $part.name) | quote }}
  automountServiceAccountToken: {{ dig "kubernetes" "enabled" true $values.config }}
  enableServiceLinks: false
  terminationGracePeriodSeconds: 30
  {{- with $values.imagePullSecrets }}
  imagePullSecrets:
    {{- range . }}
    - name: {{ . | quote }}
    {{- end }}
  {{- end }}
  {{- with $values.priorityClassName }}
  priorityClassName: {{ . | quote }}
  {{- end }}
  securityContext:
    runAsNonRoot: true
    runAsUser: 65532
    runAsGroup: 65532
    fsGroup: 65532
    fsGroupChangePolicy: OnRootMismatch
    seccompProfile: {type: RuntimeDefault}
  {{- if $values.topologySpread }}
  topologySpreadConstraints:
    {{- range list "kubernetes.io/hostname" "topology.kubernetes.io/zone" }}
    - maxSkew: 1
      topologyKey: {{ . }}
      whenUnsatisfiable: ScheduleAnyway
      labelSelector:
        matchLabels:
          {{- include "watchbill.selector" (dict "root" $root "part" $part.part) | nindent 10 }}
    {{- end }}
  {{- end }}
  containers:
    - name: watchbill
      image: {{ include "watchbill.image" $root | quote }}
      imagePullPolicy: {{ $values.image.pullPolicy }}
      args: [{{ $part.command }}, --config, /etc/watchbill/watchbill.yaml]
      ports:
        - {name: http, containerPort: 9464}
        {{- if and $values.intake.expose $part.state }}
        - {name: intake, containerPort: 4318}
        {{- end }}
      startupProbe:
        {{- include "watchbill.probe" (dict "root" $root "path" "/-/healthy") | trim | nindent 8 }}
        periodSeconds: 2
        failureThreshold: 60
      livenessProbe:
        {{- include "watchbill.probe" (dict "root" $root "path" "/-/healthy") | trim | nindent 8 }}
        periodSeconds: 20
        failureThreshold: 6
      readinessProbe:
        {{- include "watchbill.probe" (dict "root" $root "path" "/-/ready") | trim | nindent 8 }}
        periodSeconds: 10
        failureThreshold: 3
      resources:
        {{- toYaml $values.resources | nindent 8 }}
      securityContext:
        allowPrivilegeEscalation: false
        readOnlyRootFilesystem: true
        capabilities: {drop: [ALL]}
      volumeMounts:
        - {name: config, mountPath: /etc/watchbill/watchbill.yaml, subPath: watchbill.yaml, readOnly: true}
        {{- range $kind := list "intake" "kafka" "nats" "web" }}
        {{- if index $values.secrets $kind }}
        - {name: {{ $kind }}, mountPath: /etc/watchbill/{{ $kind }}, readOnly: true}
        {{- end }}
        {{- end }}
        {{- if $part.state }}
        - {name: state, mountPath: /var/lib/watchbill}
        {{- end }}
        - {name: tmp, mountPath: /tmp}
  volumes:
    - name: config
      configMap: {name: {{ include "watchbill.fullname" $root | quote }}}
    {{- range $kind := list "intake" "kafka" "nats" "web" }}
    {{- with index $values.secrets $kind }}
    - name: {{ $kind }}
      secret: {secretName: {{ . | quote }}}
    {{- end }}
    {{- end }}
    {{- if $part.state }}
    - name: state
      persistentVolumeClaim:
        claimName: {{ include "watchbill.claim" (dict "root" $root "name" $part.name) | quote }}
        readOnly: false
    {{- end }}
    - name: tmp
      emptyDir: {sizeLimit: 64Mi}
  {{- with $values.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $values.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $values.affinity }}
  affinity:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end -}}
