package io.klamm.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.network.ClientInformation;
import org.apache.kafka.common.network.ListenerName;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.requests.RequestContext;
import org.apache.kafka.common.requests.RequestHeader;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.security.auth.KafkaPrincipal;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.apache.kafka.server.authorizer.Action;
import org.apache.kafka.server.authorizer.AuthorizableRequestContext;
import org.apache.kafka.server.authorizer.AuthorizationResult;

/** Policies in a folder, and authorizers that are judged by them: User:alice plays the role app. */
final class PolicyKit {
  static final String CLUSTER = "arn:aws:kafka:eu-west-1:111122223333:cluster/prod/0a1b-7";
  static final String ALICE =
      "[principals.\"User:alice\"]\nrole = \"app\"\n[roles.app]\npolicies = [\"app.json\"]\n";

  final Path folder;

  PolicyKit(Path folder) {
    this.folder = folder;
    write("principals.toml", ALICE);
  }

  void write(String name, String text) {
    try {
      Files.write(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A policy that lets in, and then these statements; the single quotes are double ones. */
  static String policy(String... statements) {
    List<String> all = new ArrayList<>(Arrays.asList(statements));
    all.add(0, "{'Sid':'Enter','Effect':'Allow','Action':'kafka-cluster:Connect','Resource':'*'}");
    return ("{'Version':'2012-10-17','Statement':[" + String.join(",\n", all) + "]}").replace('\'', '"');
  }

  static String allow(String action, String resource) {
    return statement("Allow", action, resource);
  }

  static String statement(String effect, String action, String resource) {
    return "{'Sid':'" + effect + action + "','Effect':'" + effect + "','Action':'kafka-cluster:" + action
        + "','Resource':'arn:aws:kafka:*:*:" + resource + "'}";
  }

  /** Configured and loaded with no ACL. */
  KlammAuthorizer authorizer(String mode, String... more) {
    KlammAuthorizer authorizer = Fixture.configured(with(mode, more));
    authorizer.loadSnapshot(Fixture.acls());
    authorizer.completeInitialLoad();
    return authorizer;
  }

  String[] with(String mode, String... more) {
    List<String> all = new ArrayList<>(Arrays.asList(Settings.MODE, mode, Settings.IAM_POLICIES, folder.toString(),
        Settings.IAM_PRINCIPALS, folder.resolve("principals.toml").toString(), Settings.IAM_CLUSTER_ARN, CLUSTER));
    all.addAll(Arrays.asList(more));
    return all.toArray(new String[0]);
  }

  static boolean may(KlammAuthorizer authorizer, AuthorizableRequestContext context, AclOperation operation,
      ResourceType type, String name) {
    Action action = new Action(operation, new ResourcePattern(type, name, PatternType.LITERAL), 1, true, true);
    return authorizer.authorize(context, Collections.singletonList(action)).get(0) == AuthorizationResult.ALLOWED;
  }

  /** A request of Kafka's; without a port it is one that a broker passed on. */
  static RequestContext request(KafkaPrincipal principal, SecurityProtocol protocol, Optional<Integer> port) {
    RequestHeader header = new RequestHeader(ApiKeys.CREATE_TOPICS, (short) 5, "client", 7);
    return new RequestContext(header, "1", InetAddress.getLoopbackAddress(), port, principal,
        new ListenerName("BROKER"), protocol, ClientInformation.EMPTY, false, Optional.empty());
  }
}
