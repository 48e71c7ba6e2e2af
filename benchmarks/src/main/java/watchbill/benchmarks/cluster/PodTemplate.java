package watchbill.benchmarks.cluster;

import java.util.Map;

/// The JSON of a [SyntheticPod].
final class PodTemplate {
  private static final String CREATED = "2026-11-22T09:00:00Z";

  /// Where something is filled in stands `§`, its name and `§`.
  private static final String[] PARTS = text().split("§", -1);

  private PodTemplate() {}

  static String fill(SyntheticPod pod) {
    Map<String, String> values =
        Map.of(
            "name", pod.name(),
            "namespace", pod.namespace(),
            "uid", pod.uid(),
            "version", Long.toString(pod.version()),
            "role", pod.role(),
            "node", pod.node(),
            "number", Integer.toString(pod.number()),
            "ready", pod.ready() ? "True" : "False",
            "status", status(pod),
            "deletion", deletion(pod));
    StringBuilder json = new StringBuilder(12_000);
    for (int i = 0; i < PARTS.length; i++) {
      json.append(i % 2 == 0 ? PARTS[i] : values.get(PARTS[i]));
    }
    return json.toString();
  }

  private static String deletion(SyntheticPod pod) {
    return pod.state() == SyntheticPod.State.ENDING
        ? "\"deletionTimestamp\":\"2026-11-22T10:02:00Z\",\"deletionGracePeriodSeconds\":120,"
        : "";
  }

  private static String status(SyntheticPod pod) {
    String last =
        pod.restarts() == 0
            ? "{}"
            : """
            {"terminated":{"exitCode":137,"reason":"OOMKilled","startedAt":"2026-11-22T09:10:00Z",\
            "finishedAt":"2026-11-22T09:40:00Z","containerID":\
            "containerd://58e668ba55950e6d08340f496f5e7f33f3d92cbfcbf366ce5e5f5c50a3926%03d"}}\
            """
                .formatted(pod.restarts() % 1_000);
    String state =
        switch (pod.state()) {
          case STARTING -> "{\"waiting\":{\"reason\":\"ContainerCreating\"}}";
          case CRASHING ->
              "{\"waiting\":{\"reason\":\"CrashLoopBackOff\",\"message\":\"back-off 1m20s\"}}";
          case READY, UNREADY, ENDING -> "{\"running\":{\"startedAt\":\"2026-11-22T09:41:00Z\"}}";
        };
    return """
    {"name":"agent","state":%s,"lastState":%s,"ready":%s,"restartCount":%d,\
    "image":"registry.example.com/agents/coder:1.42.0",\
    "imageID":"registry.example.com/agents/coder@sha256:7cd450642c54cc8cce64dd9b4b8664c8480e7df6de880c5e134f4a2ed6446c5c",\
    "containerID":"containerd://84d3d308bb9a5765e637884194e718d297046f156a377cf6145a9397d5e4%05d",\
    "started":true}\
    """
        .formatted(state, last, pod.ready(), pod.restarts(), pod.number() % 100_000);
  }

  private static String text() {
    return """
    {"apiVersion":"v1","kind":"Pod","metadata":{"name":"§name§",\
    "generateName":"coder-§role§-","namespace":"§namespace§","uid":"§uid§",\
    "resourceVersion":"§version§","creationTimestamp":"CREATED",§deletion§\
    "labels":{"app.kubernetes.io/name":"coder","app.kubernetes.io/component":"§role§",\
    "app.kubernetes.io/part-of":"agents","app.kubernetes.io/managed-by":"Helm",\
    "watchbill.io/agent":"coder-§number§","apps.kubernetes.io/pod-index":"§number§",\
    "controller-revision-hash":"coder-§role§-75b66db9b9",\
    "statefulset.kubernetes.io/pod-name":"§name§","topology.kubernetes.io/region":"region-1"},\
    "annotations":{"checksum/config":"141c253bc4c3fd0a201d32dc1f493bcf3fff003b6df416dea4f41046e0f37d47",\
    "prometheus.io/port":"9090","prometheus.io/scrape":"true",\
    "sidecar.mesh.example.com/status":"{\\"initContainers\\":[\\"mesh-init\\"],\\"containers\\":[\\"mesh-proxy\\"],\\"volumes\\":[\\"workload-socket\\",\\"mesh-envoy\\",\\"mesh-data\\"],\\"revision\\":\\"default\\"}",\
    "kubectl.kubernetes.io/restartedAt":"2026-11-20T08:00:00Z"},\
    "ownerReferences":[{"apiVersion":"apps/v1","kind":"StatefulSet","name":"coder-§role§",\
    "uid":"794592d2-539c-4cca-a036-678bd2357c78","controller":true,"blockOwnerDeletion":true}],\
    "managedFields":[MANAGED]},\
    "spec":{"volumes":[{"name":"workspace","persistentVolumeClaim":{"claimName":"workspace-coder-§number§"}},\
    {"name":"workload-socket","emptyDir":{}},{"name":"mesh-envoy","emptyDir":{"medium":"Memory"}},\
    {"name":"config","configMap":{"name":"coder-§role§","defaultMode":420}},\
    {"name":"kube-api-access-w4mrq","projected":{"sources":[{"serviceAccountToken":{"expirationSeconds":3607,"path":"token"}},\
    {"configMap":{"name":"kube-root-ca.crt","items":[{"key":"ca.crt","path":"ca.crt"}]}},\
    {"downwardAPI":{"items":[{"path":"namespace","fieldRef":{"apiVersion":"v1","fieldPath":"metadata.namespace"}}]}}],"defaultMode":420}}],\
    "initContainers":[{"name":"mesh-init","image":"registry.example.com/mesh/proxy:1.20.3","args":["iptables","-p","15001","-z","15006","-u","1337","-m","REDIRECT"],\
    "resources":{"limits":{"cpu":"2","memory":"1Gi"},"requests":{"cpu":"10m","memory":"40Mi"}},\
    "terminationMessagePath":"/dev/termination-log","terminationMessagePolicy":"File","imagePullPolicy":"IfNotPresent"}],\
    "containers":[{"name":"agent","image":"registry.example.com/agents/coder:1.42.0","args":["--config","/etc/coder/config.yaml"],\
    "ports":[{"name":"metrics","containerPort":9090,"protocol":"TCP"},{"name":"http","containerPort":8080,"protocol":"TCP"}],\
    "env":[ENV],\
    "resources":{"limits":{"cpu":"2","memory":"4Gi"},"requests":{"cpu":"500m","memory":"1Gi"}},\
    "volumeMounts":[{"name":"workspace","mountPath":"/workspace"},{"name":"config","mountPath":"/etc/coder"},\
    {"name":"kube-api-access-w4mrq","readOnly":true,"mountPath":"/var/run/secrets/kubernetes.io/serviceaccount"}],\
    "livenessProbe":{"httpGet":{"path":"/healthz","port":8080,"scheme":"HTTP"},"initialDelaySeconds":20,"timeoutSeconds":5,"periodSeconds":10,"successThreshold":1,"failureThreshold":3},\
    "readinessProbe":{"httpGet":{"path":"/ready","port":8080,"scheme":"HTTP"},"timeoutSeconds":5,"periodSeconds":10,"successThreshold":1,"failureThreshold":3},\
    "terminationMessagePath":"/dev/termination-log","terminationMessagePolicy":"File","imagePullPolicy":"IfNotPresent"},\
    {"name":"mesh-proxy","image":"registry.example.com/mesh/proxy:1.20.3","args":["proxy","sidecar","--domain","$(POD_NAMESPACE).svc.cluster.local"],\
    "ports":[{"name":"mesh-envoy-prom","containerPort":15090,"protocol":"TCP"}],"env":[ENV],\
    "resources":{"limits":{"cpu":"2","memory":"1Gi"},"requests":{"cpu":"100m","memory":"128Mi"}},\
    "terminationMessagePath":"/dev/termination-log","terminationMessagePolicy":"File","imagePullPolicy":"IfNotPresent",\
    "securityContext":{"capabilities":{"drop":["ALL"]},"privileged":false,"runAsUser":1337,"runAsNonRoot":true,"readOnlyRootFilesystem":true}}],\
    "restartPolicy":"Always","terminationGracePeriodSeconds":120,"dnsPolicy":"ClusterFirst","serviceAccountName":"coder","serviceAccount":"coder",\
    "nodeName":"§node§","securityContext":{"fsGroup":1337},"hostname":"§name§","subdomain":"coder","schedulerName":"default-scheduler",\
    "affinity":{"podAntiAffinity":{"preferredDuringSchedulingIgnoredDuringExecution":[{"weight":100,"podAffinityTerm":{"labelSelector":{"matchLabels":{"app.kubernetes.io/name":"coder"}},"topologyKey":"kubernetes.io/hostname"}}]}},\
    "tolerations":[{"key":"node.kubernetes.io/not-ready","operator":"Exists","effect":"NoExecute","tolerationSeconds":300},\
    {"key":"node.kubernetes.io/unreachable","operator":"Exists","effect":"NoExecute","tolerationSeconds":300}],\
    "priority":0,"enableServiceLinks":true,"preemptionPolicy":"PreemptLowerPriority"},\
    "status":{"phase":"Running","conditions":[\
    {"type":"Initialized","status":"True","lastProbeTime":null,"lastTransitionTime":"CREATED"},\
    {"type":"Ready","status":"§ready§","lastProbeTime":null,"lastTransitionTime":"2026-11-22T09:41:09Z"},\
    {"type":"ContainersReady","status":"§ready§","lastProbeTime":null,"lastTransitionTime":"2026-11-22T09:41:09Z"},\
    {"type":"PodScheduled","status":"True","lastProbeTime":null,"lastTransitionTime":"CREATED"}],\
    "hostIP":"10.128.0.7","podIP":"10.4.1.9","podIPs":[{"ip":"10.4.1.9"}],"startTime":"CREATED",\
    "initContainerStatuses":[{"name":"mesh-init","state":{"terminated":{"exitCode":0,"reason":"Completed","startedAt":"CREATED","finishedAt":"2026-11-22T09:00:02Z","containerID":"containerd://c04bcccbdc5eee8f0fc1b88c85c9b31e79f963dbee75fda97c022938222c8d90"}},"lastState":{},"ready":true,"restartCount":0,"image":"registry.example.com/mesh/proxy:1.20.3","imageID":"registry.example.com/mesh/proxy@sha256:b99901aacc6c87f86a767b3a0b02cdc926aae62bb4a5e7361d895f26f4773562","containerID":"containerd://c04bcccbdc5eee8f0fc1b88c85c9b31e79f963dbee75fda97c022938222c8d90"}],\
    "containerStatuses":[§status§,\
    {"name":"mesh-proxy","state":{"running":{"startedAt":"2026-11-22T09:00:04Z"}},"lastState":{},"ready":true,"restartCount":0,"image":"registry.example.com/mesh/proxy:1.20.3","imageID":"registry.example.com/mesh/proxy@sha256:b99901aacc6c87f86a767b3a0b02cdc926aae62bb4a5e7361d895f26f4773562","containerID":"containerd://b201927f10154b9ab9913f65aa13b46e5eeed74b8efff500d11e3f08af09621b","started":true}],\
    "qosClass":"Burstable"}}\
    """
        .replace("MANAGED", managedFields())
        .replace("ENV", environment())
        .replace("CREATED", CREATED);
  }

  private static String environment() {
    StringBuilder env = new StringBuilder();
    for (String field : new String[] {"metadata.name", "metadata.namespace", "status.podIP"}) {
      env.append("{\"name\":\"POD_")
          .append(env.length())
          .append(
              "\",\"valueFrom\":{\"fieldRef\":{\"apiVersion\":\"v1\",\"fieldPath\":\"%s\"}}},"
                  .formatted(field));
    }
    for (int i = 0; i < 9; i++) {
      env.append(
          "{\"name\":\"CODER_OPTION_%d\",\"value\":\"value-of-option-%d\"},".formatted(i, i));
    }
    return env.append("{\"name\":\"NATS_URL\",\"value\":\"nats://nats.bus:4222\"}").toString();
  }

  /// Who set which field: the larger part of what nobody asks for.
  private static String managedFields() {
    String containers =
        """
        "f:containers":{"k:{\\"name\\":\\"agent\\"}":{".":{},"f:args":{},"f:env":{".":{},FIELDS},\
        "f:image":{},"f:imagePullPolicy":{},"f:livenessProbe":{".":{},"f:failureThreshold":{},"f:httpGet":{".":{},"f:path":{},"f:port":{},"f:scheme":{}},"f:periodSeconds":{},"f:timeoutSeconds":{}},\
        "f:name":{},"f:ports":{".":{},"k:{\\"containerPort\\":9090,\\"protocol\\":\\"TCP\\"}":{".":{},"f:containerPort":{},"f:name":{},"f:protocol":{}}},\
        "f:resources":{".":{},"f:limits":{".":{},"f:cpu":{},"f:memory":{}},"f:requests":{".":{},"f:cpu":{},"f:memory":{}}},\
        "f:terminationMessagePath":{},"f:terminationMessagePolicy":{},"f:volumeMounts":{".":{},"k:{\\"mountPath\\":\\"/workspace\\"}":{".":{},"f:mountPath":{},"f:name":{}}}}}\
        """
            .replace("FIELDS", fields("k:{\\\"name\\\":\\\"CODER_OPTION_%d\\\"}", 9));
    return """
    {"manager":"kube-controller-manager","operation":"Update","apiVersion":"v1","time":"CREATED","fieldsType":"FieldsV1",\
    "fieldsV1":{"f:metadata":{"f:annotations":{".":{},"f:checksum/config":{},"f:prometheus.io/port":{},"f:prometheus.io/scrape":{}},"f:generateName":{},"f:labels":{".":{},"f:app.kubernetes.io/component":{},"f:app.kubernetes.io/name":{},"f:controller-revision-hash":{}},"f:ownerReferences":{".":{},"k:{\\"uid\\":\\"794592d2-539c-4cca-a036-678bd2357c78\\"}":{}}},\
    "f:spec":{"f:affinity":{".":{},"f:podAntiAffinity":{".":{},"f:preferredDuringSchedulingIgnoredDuringExecution":{}}},CONTAINERS,"f:dnsPolicy":{},"f:enableServiceLinks":{},"f:hostname":{},"f:restartPolicy":{},"f:schedulerName":{},"f:securityContext":{},"f:serviceAccount":{},"f:subdomain":{},"f:terminationGracePeriodSeconds":{},"f:volumes":{".":{},"k:{\\"name\\":\\"workspace\\"}":{".":{},"f:name":{},"f:persistentVolumeClaim":{".":{},"f:claimName":{}}}}}}},\
    {"manager":"kubelet","operation":"Update","apiVersion":"v1","time":"2026-11-22T09:41:09Z","fieldsType":"FieldsV1",\
    "fieldsV1":{"f:status":{"f:conditions":{"k:{\\"type\\":\\"ContainersReady\\"}":{".":{},"f:lastProbeTime":{},"f:lastTransitionTime":{},"f:status":{},"f:type":{}},"k:{\\"type\\":\\"Initialized\\"}":{".":{},"f:lastProbeTime":{},"f:lastTransitionTime":{},"f:status":{},"f:type":{}},"k:{\\"type\\":\\"Ready\\"}":{".":{},"f:lastProbeTime":{},"f:lastTransitionTime":{},"f:status":{},"f:type":{}}},"f:containerStatuses":{},"f:hostIP":{},"f:initContainerStatuses":{},"f:phase":{},"f:podIP":{},"f:podIPs":{".":{},"k:{\\"ip\\":\\"10.4.1.9\\"}":{".":{},"f:ip":{}}},"f:startTime":{}}},"subresource":"status"}\
    """
        .replace("CONTAINERS", containers);
  }

  private static String fields(String pattern, int count) {
    StringBuilder fields = new StringBuilder();
    for (int i = 0; i < count; i++) {
      fields
          .append(i == 0 ? "" : ",")
          .append('"')
          .append(pattern.formatted(i))
          .append("\":{\".\":{},\"f:name\":{},\"f:value\":{}}");
    }
    return fields.toString();
  }
}
