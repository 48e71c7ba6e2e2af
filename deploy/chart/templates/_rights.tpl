{{- /* Made by `watchbill generate manifests` from what the sources declare; do not edit. */ -}}
{{- /* The rules of a part's roles: of its ClusterRole (level: cluster) or of its Role in each namespace (named). */ -}}
{{- define "watchbill.rules" -}}
{{- $config := .root.Values.config -}}
{{- $part := .part -}}
{{- $cluster := eq .level "cluster" -}}
{{- $processing := ne $part "exporter" -}}
{{- $exporting := ne $part "processor" -}}
{{- $all := empty (dig "kubernetes" "namespaces" list $config) -}}
{{- $rates := not (empty (dig "infrastructure" "rates" "" $config)) -}}
{{- $nodes := dig "kubernetes" "clusterRights" true $config -}}
{{- if dig "kubernetes" "enabled" true $config -}}
{{- $wide := or (and $all (and true (or (eq "true" (dig "kubernetes" "enabled" "true" $config | toString | lower)) false))) (and (or $all $rates) (and $exporting (or (not (empty (dig "kubernetes" "selector" "" $config))) (not (empty (dig "infrastructure" "rates" "" $config))) false))) false -}}
{{- $near := and (or (and (not $all) (and true (or (eq "true" (dig "kubernetes" "enabled" "true" $config | toString | lower)) false))) (and (not $all) (and $exporting (or (not (empty (dig "kubernetes" "selector" "" $config))) (not (empty (dig "infrastructure" "rates" "" $config))) false))) false) (not $wide) }}
{{- if ternary $wide $near $cluster }}
- apiGroups: [""]
  resources: [pods]
  verbs: [list, watch]
{{- end }}
{{- $wide := or (and $all (and $processing (or (eq "true" (dig "kubernetes" "events" "true" $config | toString | lower)) false))) false -}}
{{- $near := and (or (and (not $all) (and $processing (or (eq "true" (dig "kubernetes" "events" "true" $config | toString | lower)) false))) false) (not $wide) }}
{{- if ternary $wide $near $cluster }}
- apiGroups: [""]
  resources: [events]
  verbs: [list, watch]
{{- end }}
{{- $wide := or (and $nodes (and $exporting (or (eq "true" (dig "cluster" "disruption" "true" $config | toString | lower)) (eq "true" (dig "cluster" "nodes" "true" $config | toString | lower)) (eq "kubelet" (dig "usage" "from" "" $config | toString | lower)) (eq "true" (dig "gpu" "dcgm" "discover" "true" $config | toString | lower)) (not (empty (dig "infrastructure" "rates" "" $config))) false))) (and $nodes (and $exporting (or (eq "kubelet" (dig "usage" "from" "" $config | toString | lower)) false))) false -}}
{{- $near := and (or false false false) (not $wide) }}
{{- if ternary $wide $near $cluster }}
- apiGroups: [""]
  resources: [nodes]
  verbs: [list, watch]
{{- end }}
{{- $wide := or (and (or $all $rates) (and $exporting (or (eq "true" (dig "volumes" "claims" "true" $config | toString | lower)) (not (empty (dig "infrastructure" "rates" "" $config))) false))) false -}}
{{- $near := and (or (and (not $all) (and $exporting (or (eq "true" (dig "volumes" "claims" "true" $config | toString | lower)) (not (empty (dig "infrastructure" "rates" "" $config))) false))) false) (not $wide) }}
{{- if ternary $wide $near $cluster }}
- apiGroups: [""]
  resources: [persistentvolumeclaims]
  verbs: [list, watch]
{{- end }}
{{- $wide := or (and $all (and $exporting (or (eq "true" (dig "cluster" "workloads" "true" $config | toString | lower)) (eq "true" (dig "cluster" "disruption" "true" $config | toString | lower)) (eq "true" (dig "cluster" "autoscaling" "true" $config | toString | lower)) (eq "true" (dig "volumes" "claims" "true" $config | toString | lower)) false))) false -}}
{{- $near := and (or (and (not $all) (and $exporting (or (eq "true" (dig "cluster" "workloads" "true" $config | toString | lower)) (eq "true" (dig "cluster" "disruption" "true" $config | toString | lower)) (eq "true" (dig "cluster" "autoscaling" "true" $config | toString | lower)) (eq "true" (dig "volumes" "claims" "true" $config | toString | lower)) false))) false) (not $wide) }}
{{- if ternary $wide $near $cluster }}
- apiGroups: ["apps"]
  resources: [statefulsets]
  verbs: [list, watch]
{{- end }}
{{- $wide := or (and $all (and $exporting (or (eq "true" (dig "cluster" "workloads" "true" $config | toString | lower)) (eq "true" (dig "cluster" "disruption" "true" $config | toString | lower)) (eq "true" (dig "cluster" "autoscaling" "true" $config | toString | lower)) false))) false -}}
{{- $near := and (or (and (not $all) (and $exporting (or (eq "true" (dig "cluster" "workloads" "true" $config | toString | lower)) (eq "true" (dig "cluster" "disruption" "true" $config | toString | lower)) (eq "true" (dig "cluster" "autoscaling" "true" $config | toString | lower)) false))) false) (not $wide) }}
{{- if ternary $wide $near $cluster }}
- apiGroups: ["apps"]
  resources: [deployments]
  verbs: [list, watch]
{{- end }}
{{- $wide := or (and (or $all $rates) (and $exporting (or (eq "metrics" (dig "usage" "from" "metrics" $config | toString | lower)) false))) false -}}
{{- $near := and (or (and (not $all) (and $exporting (or (eq "metrics" (dig "usage" "from" "metrics" $config | toString | lower)) false))) false) (not $wide) }}
{{- if ternary $wide $near $cluster }}
- apiGroups: ["metrics.k8s.io"]
  resources: [pods]
  verbs: [list]
{{- end }}
{{- $wide := or (and $nodes (and $exporting (or (eq "kubelet" (dig "usage" "from" "" $config | toString | lower)) false))) false -}}
{{- $near := and (or false false) (not $wide) }}
{{- if ternary $wide $near $cluster }}
- apiGroups: [""]
  resources: [nodes/proxy]
  verbs: [get]
{{- end }}
{{- $wide := or (and $all (and $exporting (or (eq "true" (dig "cluster" "disruption" "true" $config | toString | lower)) false))) false -}}
{{- $near := and (or (and (not $all) (and $exporting (or (eq "true" (dig "cluster" "disruption" "true" $config | toString | lower)) false))) false) (not $wide) }}
{{- if ternary $wide $near $cluster }}
- apiGroups: ["policy"]
  resources: [poddisruptionbudgets]
  verbs: [list, watch]
{{- end }}
{{- $wide := or (and $all (and $exporting (or (eq "true" (dig "cluster" "autoscaling" "true" $config | toString | lower)) false))) false -}}
{{- $near := and (or (and (not $all) (and $exporting (or (eq "true" (dig "cluster" "autoscaling" "true" $config | toString | lower)) false))) false) (not $wide) }}
{{- if ternary $wide $near $cluster }}
- apiGroups: ["autoscaling"]
  resources: [horizontalpodautoscalers]
  verbs: [list, watch]
{{- end }}
{{- end -}}
{{- end -}}
