// The named checks, one file per concept: what a rule of that name finds. configs/rules has their words.
#pragma once

#include "rule/check.h"

namespace klamm {

// format.cc: the text of a properties file.
void check_malformed_text(CheckRun& run);
void check_key_alone(CheckRun& run);
void check_trailing_comment(CheckRun& run);
void check_quoted_value(CheckRun& run);
void check_untrimmed_value(CheckRun& run);
void check_placeholder_left(CheckRun& run);
void check_not_latin_1(CheckRun& run);

// clusters.cc: clusters of MSK.
void check_msk_version_ended(CheckRun& run);
void check_msk_open_to_everybody(CheckRun& run);
void check_msk_exporters_open(CheckRun& run);
void check_msk_connector_secret(CheckRun& run);

// continuation.cc: lines that end in a backslash.
void check_dangling_continuation(CheckRun& run);
void check_swallowed_setting(CheckRun& run);

// keys.cc: names of keys.
void check_duplicate_keys(CheckRun& run);
void check_client_keys(CheckRun& run);
void check_topic_key(CheckRun& run);
void check_misplaced_key(CheckRun& run);
void check_key_case(CheckRun& run);
void check_misspelt_key(CheckRun& run);
void check_unknown_key(CheckRun& run);
void check_keys_present(CheckRun& run);

// msk.cc: configurations of Amazon MSK.
void check_msk_not_settable(CheckRun& run);
void check_msk_express(CheckRun& run);
void check_msk_serverless(CheckRun& run);
void check_msk_allow_everyone(CheckRun& run);
void check_msk_default(CheckRun& run);
void check_msk_listener_refused(CheckRun& run);
void check_msk_listener_in_clear(CheckRun& run);

// values.cc: values as ConfigDef types them.
void check_refused_value(CheckRun& run);
void check_list_duplicates(CheckRun& run);
void check_raw_boolean(CheckRun& run);

// versions.cc: keys and values of other versions.
void check_removed_keys(CheckRun& run);
void check_gone_keys(CheckRun& run);
void check_deprecated_keys(CheckRun& run);
void check_newer_keys(CheckRun& run);
void check_old_protocol(CheckRun& run);

// listeners.cc: which listeners there are, and what Kafka refuses of them.
void check_listener_refused(CheckRun& run);
void check_listener_twice(CheckRun& run);
void check_advertised_not_bound(CheckRun& run);
void check_meta_address_advertised(CheckRun& run);
void check_inter_broker_listener(CheckRun& run);
void check_inter_broker_listener_named_twice(CheckRun& run);
void check_early_start_of_no_listener(CheckRun& run);
void check_control_plane_refused(CheckRun& run);

// protocols.cc: listener.security.protocol.map.
void check_listener_unmapped(CheckRun& run);
void check_protocol_unknown(CheckRun& run);
void check_mapped_twice(CheckRun& run);
void check_mapped_in_two_cases(CheckRun& run);
void check_listener_misnamed(CheckRun& run);
void check_unused_open_mapping(CheckRun& run);

// exposure.cc: who can reach a listener, and as whom.
void check_open_listener(CheckRun& run);
void check_listeners_defaulted(CheckRun& run);
void check_shared_listener(CheckRun& run);
void check_bound_everywhere(CheckRun& run);
void check_mechanism_without_tls(CheckRun& run);
void check_inter_broker_mechanism(CheckRun& run);
void check_no_reauthentication(CheckRun& run);

// addresses.cc: what is advertised.
void check_localhost_advertised(CheckRun& run);
void check_address_of_another_network(CheckRun& run);
void check_address_literal_advertised(CheckRun& run);

// overrides.cc: keys behind listener.name.
void check_override_in_capitals(CheckRun& run);
void check_override_of_no_listener(CheckRun& run);
void check_override_without_effect(CheckRun& run);

// kraft.cc: roles, voters and what else a KRaft node needs.
void check_no_role(CheckRun& run);
void check_key_missing(CheckRun& run);
void check_no_controllers(CheckRun& run);
void check_voter_refused(CheckRun& run);
void check_node_id_and_voters(CheckRun& run);
void check_weak_quorum(CheckRun& run);
void check_metadata_in_tmp(CheckRun& run);
void check_migration_incomplete(CheckRun& run);
void check_session_too_short(CheckRun& run);

// controllers.cc: controller listeners.
void check_open_controller(CheckRun& run);
void check_controller_listener_on_a_broker(CheckRun& run);
void check_broker_listener_on_a_controller(CheckRun& run);
void check_controller_listener_not_opened(CheckRun& run);
void check_no_broker_listener(CheckRun& run);
void check_controller_advertised(CheckRun& run);
void check_several_controller_listeners(CheckRun& run);
void check_scram_between_controllers(CheckRun& run);
void check_inter_broker_listener_on_a_controller(CheckRun& run);
void check_controller_beside_clients(CheckRun& run);

// tls.cc
void check_client_auth_ignored(CheckRun& run);
void check_hostname_verification_off(CheckRun& run);
void check_legacy_tls(CheckRun& run);
void check_key_store_shared(CheckRun& run);
void check_suites_of_another_protocol(CheckRun& run);
void check_sasl_unused(CheckRun& run);
void check_store_of_another_type(CheckRun& run);

// in_force.cc: values of keys, wherever they are in force.
void check_setting_like(CheckRun& run);
void check_number_beyond(CheckRun& run);

// jaas.cc: login modules and their options.
void check_login_module(CheckRun& run);
void check_login_option(CheckRun& run);
void check_known_password(CheckRun& run);
void check_login_module_of_another(CheckRun& run);
void check_jaas_refused(CheckRun& run);
void check_login_not_required(CheckRun& run);
void check_no_service_name(CheckRun& run);

// oauth.cc: OAUTHBEARER.
void check_unsigned_tokens(CheckRun& run);
void check_unverified_signatures(CheckRun& run);
void check_unchecked_claim(CheckRun& run);
void check_handler_ignored(CheckRun& run);

// principals.cc: rules that make names of principals.
void check_mapping_refused(CheckRun& run);
void check_mapping_shadowed(CheckRun& run);
void check_mapping_of_another_case(CheckRun& run);
void check_realm_dropped(CheckRun& run);
void check_spaced_name(CheckRun& run);

// providers.cc: config providers.
void check_provider_without_class(CheckRun& run);
void check_provider_unbounded(CheckRun& run);
void check_provider_bound_too_wide(CheckRun& run);

// weak_secrets.cc
void check_guessable_secret(CheckRun& run);
void check_key_shaped_value(CheckRun& run);
void check_private_key_inside(CheckRun& run);
void check_password_shared(CheckRun& run);

// upgrade.cc: what another version makes of the file.
void check_upgrade_removes(CheckRun& run);
void check_upgrade_refuses(CheckRun& run);
void check_upgrade_changes_default(CheckRun& run);
void check_upgrade_deprecates(CheckRun& run);
void check_upgrade_without_zookeeper(CheckRun& run);

// vulnerabilities.cc
void check_vulnerable_release(CheckRun& run);

// authorization.cc
void check_no_authorizer(CheckRun& run);
void check_allow_everyone(CheckRun& run);
void check_super_user(CheckRun& run);
void check_anonymous_administrator(CheckRun& run);
void check_super_users_with_commas(CheckRun& run);
void check_principal_type_case(CheckRun& run);
void check_untyped_super_user(CheckRun& run);
void check_application_super_user(CheckRun& run);
void check_authorizer_misspelt(CheckRun& run);

// secrets.cc: secrets in the file, and the providers that keep them out of it.
void check_secret_in_clear(CheckRun& run);
void check_password_in_jaas(CheckRun& run);
void check_jaas_without_mechanism(CheckRun& run);
void check_provider_missing(CheckRun& run);

// limits.cc: numbers that bound what clients take, and those that Kafka compares with each other.
void check_limits_defaulted(CheckRun& run);
void check_no_log_directory(CheckRun& run);
void check_cordoned_elsewhere(CheckRun& run);
void check_cleaner_buffer_too_small(CheckRun& run);
void check_no_time_to_keep(CheckRun& run);
void check_logs_in_tmp(CheckRun& run);
void check_log_directory_twice(CheckRun& run);

// iam_documents.cc: policies that AWS does not take, or takes otherwise than they look.
void check_policy_refused(CheckRun& run);
void check_live_brokers_differ(CheckRun& run);
void check_live_override(CheckRun& run);
void check_live_leaderless(CheckRun& run);
void check_live_below_min_isr(CheckRun& run);
void check_live_out_of_sync(CheckRun& run);
void check_live_anonymous(CheckRun& run);
void check_iam_redundant_action(CheckRun& run);

// iam_over_grant.cc: more than whoever holds it can need.
void check_iam_every_action(CheckRun& run);
void check_iam_any_cluster(CheckRun& run);
void check_iam_client_alters_cluster(CheckRun& run);
void check_iam_wide_action(CheckRun& run);
void check_iam_allow_but(CheckRun& run);

// iam_patterns.cc: how far resources reach.
void check_iam_every_name(CheckRun& run);
void check_iam_internal_topics(CheckRun& run);
void check_iam_cluster_wildcard(CheckRun& run);
void check_iam_uuid_wildcard(CheckRun& run);
void check_iam_account_wildcard(CheckRun& run);
void check_iam_short_pattern(CheckRun& run);

// iam_dead_grants.cc: statements that never match.
void check_iam_unknown_action(CheckRun& run);
void check_iam_type_mismatch(CheckRun& run);
void check_iam_deny_misses(CheckRun& run);
void check_iam_serverless(CheckRun& run);
void check_iam_allow_denied(CheckRun& run);

// iam_arns.cc: ARNs that name nothing, or another cluster.
void check_iam_arn_short(CheckRun& run);
void check_iam_arn_misspelt(CheckRun& run);
void check_iam_partition(CheckRun& run);
void check_iam_uuid_number(CheckRun& run);
void check_iam_early_variable(CheckRun& run);
void check_iam_other_cluster(CheckRun& run);

// iam_companions.cc: actions that go together.
void check_iam_companion_missing(CheckRun& run);
void check_iam_no_connect(CheckRun& run);
void check_iam_no_idempotence(CheckRun& run);
void check_iam_client_sees_cluster(CheckRun& run);
void check_iam_crossed_topics(CheckRun& run);

// iam_conditions.cc
void check_iam_resource_tag(CheckRun& run);
void check_iam_true_when_absent(CheckRun& run);
void check_iam_many_as_one(CheckRun& run);
void check_iam_key_never_there(CheckRun& run);
void check_iam_forgeable_guard(CheckRun& run);
void check_iam_tag_as_guard(CheckRun& run);
void check_iam_old_variables(CheckRun& run);
void check_iam_user_name_of_role(CheckRun& run);

// iam_cluster_policy.cc
void check_iam_public_cluster(CheckRun& run);
void check_iam_account_principal(CheckRun& run);
void check_iam_nobody(CheckRun& run);

// iam_control_plane.cc
void check_iam_control_everything(CheckRun& run);
void check_iam_powerful_control(CheckRun& run);
void check_iam_opens_and_reads(CheckRun& run);
void check_iam_bootstrap_brokers(CheckRun& run);
void check_iam_managed_policy(CheckRun& run);

// topic_names.cc
void check_topic_name_refused(CheckRun& run);
void check_topic_neighbour(CheckRun& run);
void check_topic_name_agreed(CheckRun& run);
void check_topic_name_length(CheckRun& run);

// topic_definitions.cc
void check_topic_number_agreed(CheckRun& run);
void check_topic_words_agreed(CheckRun& run);
void check_topic_assignment(CheckRun& run);
void check_topic_key_unknown(CheckRun& run);
void check_topic_value_refused(CheckRun& run);
void check_topic_key_twice(CheckRun& run);

}  // namespace klamm
