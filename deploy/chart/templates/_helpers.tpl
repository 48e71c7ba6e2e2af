{{- /* At most 42 characters, that with -processor a StatefulSet's name leaves room in its pods' labels for a hash; Services want a letter first and no dots. */ -}}
{{- define "watchbill.fullname" -}}
{{- $name := .Values.fullnameOverride -}}
{{- if not $name -}}
{{- $name = contains "watchbill" .Release.Name | ternary .Release.Name (printf "%s-watchbill" .Release.Name) | replace "." "-" -}}
{{- end -}}
{{- if regexMatch "^[0-9]" $name -}}
{{- $name = printf "w-%s" $name -}}
{{- end -}}
{{- $name | trunc 42 | trimSuffix "-" -}}
{{- end -}}

{{- /* What is of no namespace carries it in its name. */ -}}
{{- define "watchbill.clusterName" -}}
{{ printf "%s:%s" .root.Release.Namespace .name }}
{{- end -}}

{{- /* The parts of the installation. */ -}}
{{- define "watchbill.parts" -}}
{{- $name := include "watchbill.fullname" . -}}
{{- if eq .Values.mode "split" }}
- {name: {{ printf "%s-processor" $name | quote }}, part: processor, command: process, state: true, replicas: 1}
- {name: {{ printf "%s-exporter" $name | quote }}, part: exporter, command: export, state: false, replicas: {{ .Values.exporter.replicas }}}
{{- else }}
- {name: {{ $name | quote }}, part: "", command: run, state: true, replicas: 1}
{{- end }}
{{- end -}}

{{- define "watchbill.selector" -}}
app.kubernetes.io/name: watchbill
app.kubernetes.io/instance: {{ .root.Release.Name | quote }}
{{- with .part }}
app.kubernetes.io/component: {{ . }}
{{- end }}
{{- end -}}

{{- define "watchbill.labels" -}}
{{ include "watchbill.selector" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version | replace "+" "_" }}
{{- end -}}

{{- define "watchbill.account" -}}
{{- if .root.Values.serviceAccount.create }}{{ .name }}{{ else }}{{ .root.Values.serviceAccount.name | default "default" }}{{ end -}}
{{- end -}}

{{- define "watchbill.claim" -}}
{{- .root.Values.state.existingClaim | default (printf "%s-state" .name) -}}
{{- end -}}

{{- define "watchbill.image" -}}
{{- $image := .Values.image -}}
{{- if $image.digest }}{{ $image.repository }}@{{ $image.digest }}{{ else }}{{ $image.repository }}:{{ $image.tag | default .Chart.AppVersion }}{{ end -}}
{{- end -}}

{{- /* The configuration: what the values say, and the files of the Secrets where they say nothing. */ -}}
{{- define "watchbill.config" -}}
{{- $files := dict -}}
{{- $nats := dig "nats" dict .Values.config -}}
{{- if and .Values.secrets.nats (not (or (hasKey $nats "user") (hasKey $nats "token") (hasKey $nats "credentials") (hasKey $nats "nkey") (dig "tls" "certificate" "" $nats))) -}}
{{- $_ := set $files "nats" (dict "credentials" "/etc/watchbill/nats/nats.creds") -}}
{{- end -}}
{{- if .Values.secrets.kafka -}}
{{- $_ := set $files "kafka" (dict "properties" "/etc/watchbill/kafka/client.properties") -}}
{{- end -}}
{{- if .Values.secrets.web -}}
{{- $_ := set $files "http" (dict "webConfigFile" "/etc/watchbill/web/web-config.yml") -}}
{{- end -}}
{{- merge (deepCopy .Values.config) $files | toYaml -}}
{{- end -}}

{{- /* What the schema cannot say. */ -}}
{{- define "watchbill.check" -}}
{{- $config := .Values.config -}}
{{- $namespaces := dig "kubernetes" "namespaces" list $config -}}
{{- if not (dig "kubernetes" "clusterRights" true $config) -}}
{{- if empty $namespaces -}}
{{- fail "config.kubernetes.namespaces: want the namespaces that there are rights in, since clusterRights is false, have none" -}}
{{- end -}}
{{- if not (empty (dig "infrastructure" "rates" "" $config)) -}}
{{- fail "config.infrastructure: want no bill, since config.kubernetes.clusterRights is false, have rates" -}}
{{- end -}}
{{- if eq "kubelet" (dig "usage" "from" "metrics" $config) -}}
{{- fail "config.usage.from: want metrics or off, since config.kubernetes.clusterRights is false, have kubelet" -}}
{{- end -}}
{{- end -}}
{{- if eq .Values.mode "split" -}}
{{- if eq "kafka" (dig "signals" "feed" "nats" $config) -}}
{{- if not (dig "kafka" "bootstrap" "" $config) -}}
{{- fail "config.kafka.bootstrap: want host:9092, since mode is split and config.signals.feed is kafka, have nothing" -}}
{{- end -}}
{{- else if not (dig "nats" "url" "" $config) -}}
{{- fail "config.nats.url: want nats://host:4222, since mode is split and config.signals.feed is nats, have nothing" -}}
{{- end -}}
{{- end -}}
{{- if and (not .Values.serviceAccount.create) (not .Values.serviceAccount.name) .Values.rbac.create -}}
{{- fail "serviceAccount.name: want the account that gets the roles, since serviceAccount.create is false, have none" -}}
{{- end -}}
{{- if .Values.intake.expose -}}
{{- $intake := dig "intake" dict $config -}}
{{- if ne "0.0.0.0" (dig "host" "127.0.0.1" $intake) -}}
{{- fail "config.intake.host: want 0.0.0.0, since intake.expose is true, have what only this pod reaches" -}}
{{- end -}}
{{- if ne "4318" (dig "port" 4318 $intake | toString) -}}
{{- fail (printf "config.intake.port: want 4318, since the Service and the NetworkPolicy name it, have %v" $intake.port) -}}
{{- end -}}
{{- if not (or (dig "tokens" list $intake) (dig "webConfigFile" "" $intake)) -}}
{{- fail "config.intake.tokens: want tokens or config.intake.webConfigFile, since intake.expose is true, have none" -}}
{{- end -}}
{{- end -}}
{{- $http := dig "http" dict $config -}}
{{- if ne "9464" (dig "port" 9464 $http | toString) -}}
{{- fail (printf "config.http.port: want 9464, since the Service, the probes and the NetworkPolicy name it, have %v" $http.port) -}}
{{- end -}}
{{- if not (has (dig "host" "0.0.0.0" $http) (list "0.0.0.0" "::")) -}}
{{- fail (printf "config.http.host: want 0.0.0.0 or ::, since Prometheus and the probes are outside of the pod, have %v" $http.host) -}}
{{- end -}}
{{- with .Values.rules.text -}}
{{- $rules := fromYaml . -}}
{{- if or (ne "PrometheusRule" (toString $rules.kind)) (not (kindIs "map" $rules.spec)) -}}
{{- fail "rules.text: want a PrometheusRule, as `watchbill generate rules` makes it, have something else" -}}
{{- end -}}
{{- end -}}
{{- with .Values.alertmanagerConfig.text -}}
{{- $routing := fromYaml . -}}
{{- if or (ne "AlertmanagerConfig" (toString $routing.kind)) (not (kindIs "map" $routing.spec)) -}}
{{- fail "alertmanagerConfig.text: want an AlertmanagerConfig, as `watchbill generate alertmanager` makes it, have something else" -}}
{{- end -}}
{{- end -}}
{{- if and (eq .Values.metrics.scheme "https") (not .Values.secrets.web) -}}
{{- fail "secrets.web: want the Secret with web-config.yml and the certificate, since metrics.scheme is https, have none" -}}
{{- end -}}
{{- end -}}
