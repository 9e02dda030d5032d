package io.klamm.kafka;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePatternFilter;
import org.apache.kafka.metadata.authorizer.StandardAuthorizer;
import org.apache.kafka.server.authorizer.Action;
import org.apache.kafka.server.authorizer.AuthorizableRequestContext;
import org.apache.kafka.server.authorizer.AuthorizationResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the two authorizers disagreed on: all of it counted, the first hundred kept with the ACLs that bear on the
 * resource.
 */
final class Mismatches {
  private static final Logger LOG = LoggerFactory.getLogger(Mismatches.class);
  private static final int KEPT = 100;
  private static final int ACLS_SHOWN = 20;

  private final Path file;
  private final List<String> kept = new ArrayList<>();
  private long total;

  Mismatches(String file) {
    this.file = file == null ? null : Path.of(file);
  }

  synchronized void add(AuthorizableRequestContext context, Action action, AuthorizationResult ours,
      AuthorizationResult theirs, StandardAuthorizer standard) {
    total++;
    if (kept.size() == KEPT) {
      return;
    }
    String text = describe(context, action, ours, theirs, standard);
    kept.add(text);
    LOG.error("klamm and StandardAuthorizer disagree: {}", text);
    if (file != null) {
      write(text);
    }
  }

  private static String describe(AuthorizableRequestContext context, Action action, AuthorizationResult ours,
      AuthorizationResult theirs, StandardAuthorizer standard) {
    Json json = new Json()
                    .field("klamm", ours.name())
                    .field("standard", theirs.name())
                    .field("principal", context.principal().getPrincipalType() + ":" + context.principal().getName())
                    .field("host", context.clientAddress().getHostAddress())
                    .field("operation", action.operation().name())
                    .field("resourceType", action.resourcePattern().resourceType().name())
                    .field("resourceName", action.resourcePattern().name());
    return json.field("acls", bearingOn(action, standard)).text();
  }

  private static List<String> bearingOn(Action action, StandardAuthorizer standard) {
    ResourcePatternFilter pattern = new ResourcePatternFilter(
        action.resourcePattern().resourceType(), action.resourcePattern().name(), PatternType.MATCH);
    List<String> texts = new ArrayList<>();
    for (AclBinding binding : standard.acls(new AclBindingFilter(pattern, AccessControlEntryFilter.ANY))) {
      if (texts.size() < ACLS_SHOWN) {
        texts.add(binding.toString());
      }
    }
    return texts;
  }

  private void write(String text) {
    try {
      Files.write(
          file, (text + "\n").getBytes(StandardCharsets.UTF_8), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      LOG.warn("{} cannot be written.", file, e);
    }
  }

  synchronized long total() {
    return total;
  }

  synchronized List<String> kept() {
    return new ArrayList<>(kept);
  }
}
