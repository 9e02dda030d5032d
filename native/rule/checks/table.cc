#include <array>

#include "rule/check.h"
#include "rule/checks/checks.h"

namespace klamm {
namespace {

using Type = ParamSpec::Type;

constexpr RuleAbout kPolicy = RuleAbout::kPolicy;
constexpr RuleAbout kLive = RuleAbout::kLive;
constexpr RuleAbout kTopic = RuleAbout::kTopic;

constexpr RuleAbout kCluster = RuleAbout::kCluster;

constexpr std::array kEnds = {ParamSpec{"ends", Type::kList, true}};
constexpr std::array kSecurity = {ParamSpec{"security", Type::kFlag}};
constexpr std::array kLiveSecurity = {ParamSpec{"security", Type::kFlag}};
constexpr std::array kRendered = {ParamSpec{"rendered", Type::kFlag}};
constexpr std::array kKeysPresent = {ParamSpec{"keys", Type::kList, true}, ParamSpec{"value", Type::kText},
                                     ParamSpec{"changed", Type::kFlag}, ParamSpec{"deleted", Type::kFlag}};
constexpr std::array kKeyMissing = {ParamSpec{"keys", Type::kList, true}, ParamSpec{"blank", Type::kFlag}};
constexpr std::array kKey = {ParamSpec{"key", Type::kText, true}};
constexpr std::array kRefused = {ParamSpec{"types", Type::kList, true}, ParamSpec{"prefixed", Type::kFlag}};
constexpr std::array kControllers = {ParamSpec{"controllers", Type::kFlag}};
constexpr std::array kDefaulted = {ParamSpec{"defaulted", Type::kFlag}};
constexpr std::array kOpenListener = {ParamSpec{"protocol", Type::kText, true}, ParamSpec{"part", Type::kText, true}};
constexpr std::array kOpenController = {ParamSpec{"protocol", Type::kText, true}, ParamSpec{"implied", Type::kFlag}};
constexpr std::array kMechanism = {ParamSpec{"mechanism", Type::kText, true}};
constexpr std::array kEquals = {ParamSpec{"equals", Type::kText, true}};
constexpr std::array kSettingLike = {
    ParamSpec{"keys", Type::kList, true}, ParamSpec{"where", Type::kText},    ParamSpec{"like", Type::kList},
    ParamSpec{"unlike", Type::kList},     ParamSpec{"any_case", Type::kFlag}, ParamSpec{"items", Type::kFlag},
    ParamSpec{"deleted", Type::kFlag},    ParamSpec{"dropped", Type::kFlag},  ParamSpec{"becomes", Type::kText}};
constexpr std::array kNumber = {ParamSpec{"keys", Type::kList, true}, ParamSpec{"where", Type::kText},
                                ParamSpec{"below", Type::kNumber},    ParamSpec{"above", Type::kNumber},
                                ParamSpec{"negative", Type::kFlag},   ParamSpec{"deleted", Type::kFlag},
                                ParamSpec{"becomes", Type::kText}};
constexpr std::array kLike = {ParamSpec{"like", Type::kList, true}};
constexpr std::array kOptions = {ParamSpec{"options", Type::kList, true}, ParamSpec{"module", Type::kText},
                                 ParamSpec{"once", Type::kFlag}};
constexpr std::array kModules = {ParamSpec{"modules", Type::kFlag}};
constexpr std::array kClaim = {ParamSpec{"key", Type::kText, true}, ParamSpec{"allow", Type::kText, true}};
constexpr std::array kUnbounded = {ParamSpec{"classes", Type::kList, true}, ParamSpec{"param", Type::kText, true}};
constexpr std::array kWide = {ParamSpec{"param", Type::kText, true}, ParamSpec{"like", Type::kList, true}};
constexpr std::array kGuessable = {ParamSpec{"keys", Type::kList, true}, ParamSpec{"shortest", Type::kNumber},
                                   ParamSpec{"known", Type::kFlag}};
constexpr std::array kAffected = {ParamSpec{"affected", Type::kList, true}, ParamSpec{"protocols", Type::kList},
                                  ParamSpec{"mechanisms", Type::kList}};
constexpr std::array kUnused = {ParamSpec{"keys", Type::kList, true}};
constexpr std::array kKinds = {ParamSpec{"kinds", Type::kList, true}};
constexpr std::array kNames = {ParamSpec{"names", Type::kList, true}};
constexpr std::array kLimits = {ParamSpec{"keys", Type::kList, true}, ParamSpec{"sasl", Type::kList}};
constexpr std::array kBounded = {ParamSpec{"bounded", Type::kFlag}};
constexpr std::array kEveryName = {ParamSpec{"actions", Type::kList, true}, ParamSpec{"client", Type::kFlag}};
constexpr std::array kPart = {ParamSpec{"part", Type::kText, true}};

constexpr std::array kDynamic = {ParamSpec{"dynamic", Type::kFlag}};
constexpr std::array kMskDefault = {ParamSpec{"key", Type::kText, true}, ParamSpec{"kind", Type::kText, true}};

constexpr std::array kTwice = {ParamSpec{"twice", Type::kFlag}};
constexpr std::array kAgreedNames = {ParamSpec{"like", Type::kList}, ParamSpec{"unlike", Type::kList}};
constexpr std::array kMost = {ParamSpec{"most", Type::kNumber}};
constexpr std::array kAgreedNumber = {ParamSpec{"of", Type::kText, true}, ParamSpec{"least", Type::kNumber},
                                      ParamSpec{"most", Type::kNumber}, ParamSpec{"endless", Type::kFlag}};
constexpr std::array kAgreedWords = {ParamSpec{"key", Type::kText, true}, ParamSpec{"allowed", Type::kList}};

constexpr std::array kChecks = {
    Check{"malformed-text", {}, check_malformed_text},
    Check{"key-alone", {}, check_key_alone},
    Check{"trailing-comment", {}, check_trailing_comment},
    Check{"quoted-value", {}, check_quoted_value},
    Check{"untrimmed-value", {}, check_untrimmed_value},
    Check{"placeholder-left", {}, check_placeholder_left},
    Check{"not-latin-1", {}, check_not_latin_1},
    Check{"comment-swallowed", {}, check_dangling_continuation},
    Check{"swallowed-setting", {}, check_swallowed_setting},
    Check{"duplicate-keys", kSecurity, check_duplicate_keys},
    Check{"client-keys", kSecurity, check_client_keys},
    Check{"topic-key", {}, check_topic_key},
    Check{"misplaced-key", {}, check_misplaced_key},
    Check{"key-case", {}, check_key_case},
    Check{"misspelt-key", kSecurity, check_misspelt_key},
    Check{"unknown-key", {}, check_unknown_key},
    Check{"keys-present", kKeysPresent, check_keys_present},
    Check{"refused-value", kRefused, check_refused_value},
    Check{"list-duplicates", {}, check_list_duplicates},
    Check{"raw-boolean", kKey, check_raw_boolean},
    Check{"removed-keys", kSecurity, check_removed_keys},
    Check{"gone-keys", {}, check_gone_keys},
    Check{"deprecated-keys", {}, check_deprecated_keys},
    Check{"newer-keys", {}, check_newer_keys},
    Check{"old-protocol", {}, check_old_protocol},
    Check{"listener-refused", {}, check_listener_refused},
    Check{"listener-twice", {}, check_listener_twice},
    Check{"advertised-not-bound", {}, check_advertised_not_bound},
    Check{"meta-address-advertised", kControllers, check_meta_address_advertised},
    Check{"inter-broker-listener", kDefaulted, check_inter_broker_listener},
    Check{"inter-broker-listener-named-twice", {}, check_inter_broker_listener_named_twice},
    Check{"early-start-of-no-listener", {}, check_early_start_of_no_listener},
    Check{"control-plane-refused", {}, check_control_plane_refused},
    Check{"listener-unmapped", {}, check_listener_unmapped},
    Check{"protocol-unknown", {}, check_protocol_unknown},
    Check{"mapped-twice", {}, check_mapped_twice},
    Check{"mapped-in-two-cases", {}, check_mapped_in_two_cases},
    Check{"listener-misnamed", {}, check_listener_misnamed},
    Check{"unused-open-mapping", {}, check_unused_open_mapping},
    Check{"open-listener", kOpenListener, check_open_listener},
    Check{"listeners-defaulted", {}, check_listeners_defaulted},
    Check{"shared-listener", {}, check_shared_listener},
    Check{"bound-everywhere", {}, check_bound_everywhere},
    Check{"mechanism-without-tls", kMechanism, check_mechanism_without_tls},
    Check{"inter-broker-mechanism", {}, check_inter_broker_mechanism},
    Check{"no-reauthentication", {}, check_no_reauthentication},
    Check{"localhost-advertised", {}, check_localhost_advertised},
    Check{"address-of-another-network", {}, check_address_of_another_network},
    Check{"address-literal-advertised", {}, check_address_literal_advertised},
    Check{"override-in-capitals", kSecurity, check_override_in_capitals},
    Check{"override-of-no-listener", {}, check_override_of_no_listener},
    Check{"override-without-effect", {}, check_override_without_effect},
    Check{"no-role", {}, check_no_role},
    Check{"key-missing", kKeyMissing, check_key_missing},
    Check{"no-controllers", {}, check_no_controllers},
    Check{"voter-refused", {}, check_voter_refused},
    Check{"node-id-and-voters", {}, check_node_id_and_voters},
    Check{"weak-quorum", {}, check_weak_quorum},
    Check{"metadata-in-tmp", {}, check_metadata_in_tmp},
    Check{"migration-incomplete", {}, check_migration_incomplete},
    Check{"session-too-short", {}, check_session_too_short},
    Check{"open-controller", kOpenController, check_open_controller},
    Check{"controller-listener-on-a-broker", {}, check_controller_listener_on_a_broker},
    Check{"broker-listener-on-a-controller", {}, check_broker_listener_on_a_controller},
    Check{"controller-listener-not-opened", {}, check_controller_listener_not_opened},
    Check{"no-broker-listener", {}, check_no_broker_listener},
    Check{"controller-advertised", {}, check_controller_advertised},
    Check{"several-controller-listeners", {}, check_several_controller_listeners},
    Check{"scram-between-controllers", {}, check_scram_between_controllers},
    Check{"inter-broker-listener-on-a-controller", {}, check_inter_broker_listener_on_a_controller},
    Check{"controller-beside-clients", {}, check_controller_beside_clients},
    Check{"client-auth-ignored", {}, check_client_auth_ignored},
    Check{"hostname-verification-off", {}, check_hostname_verification_off},
    Check{"legacy-tls", {}, check_legacy_tls},
    Check{"key-store-shared", {}, check_key_store_shared},
    Check{"suites-of-another-protocol", {}, check_suites_of_another_protocol},
    Check{"sasl-unused", kUnused, check_sasl_unused},
    Check{"store-of-another-type", kKinds, check_store_of_another_type},
    Check{"setting-like", kSettingLike, check_setting_like},
    Check{"number-beyond", kNumber, check_number_beyond},
    Check{"login-module", kLike, check_login_module},
    Check{"login-option", kOptions, check_login_option},
    Check{"known-password", {}, check_known_password},
    Check{"login-module-of-another", {}, check_login_module_of_another},
    Check{"jaas-refused", kModules, check_jaas_refused},
    Check{"login-not-required", {}, check_login_not_required},
    Check{"no-service-name", {}, check_no_service_name},
    Check{"unsigned-tokens", {}, check_unsigned_tokens},
    Check{"unverified-signatures", {}, check_unverified_signatures},
    Check{"unchecked-claim", kClaim, check_unchecked_claim},
    Check{"handler-ignored", {}, check_handler_ignored},
    Check{"mapping-refused", {}, check_mapping_refused},
    Check{"mapping-shadowed", {}, check_mapping_shadowed},
    Check{"mapping-of-another-case", {}, check_mapping_of_another_case},
    Check{"realm-dropped", {}, check_realm_dropped},
    Check{"spaced-name", {}, check_spaced_name},
    Check{"provider-without-class", {}, check_provider_without_class},
    Check{"provider-unbounded", kUnbounded, check_provider_unbounded},
    Check{"provider-bound-too-wide", kWide, check_provider_bound_too_wide},
    Check{"guessable-secret", kGuessable, check_guessable_secret},
    Check{"key-shaped-value", {}, check_key_shaped_value},
    Check{"private-key-inside", {}, check_private_key_inside},
    Check{"password-shared", {}, check_password_shared},
    Check{"vulnerable-release", kAffected, check_vulnerable_release},
    Check{"upgrade-removes", kSecurity, check_upgrade_removes},
    Check{"upgrade-refuses", {}, check_upgrade_refuses},
    Check{"upgrade-changes-default", {}, check_upgrade_changes_default},
    Check{"upgrade-deprecates", {}, check_upgrade_deprecates},
    Check{"upgrade-without-zookeeper", {}, check_upgrade_without_zookeeper},
    Check{"untyped-super-user", {}, check_untyped_super_user},
    Check{"application-super-user", kNames, check_application_super_user},
    Check{"authorizer-misspelt", {}, check_authorizer_misspelt},
    Check{"logs-in-tmp", {}, check_logs_in_tmp},
    Check{"log-directory-twice", {}, check_log_directory_twice},
    Check{"no-authorizer", {}, check_no_authorizer},
    Check{"allow-everyone", {}, check_allow_everyone},
    Check{"super-user", kEquals, check_super_user},
    Check{"anonymous-administrator", {}, check_anonymous_administrator},
    Check{"super-users-with-commas", {}, check_super_users_with_commas},
    Check{"principal-type-case", {}, check_principal_type_case},
    Check{"secret-in-clear", kRendered, check_secret_in_clear},
    Check{"password-in-jaas", kRendered, check_password_in_jaas},
    Check{"jaas-without-mechanism", {}, check_jaas_without_mechanism},
    Check{"provider-missing", {}, check_provider_missing},
    Check{"limits-defaulted", kLimits, check_limits_defaulted},
    Check{"no-log-directory", {}, check_no_log_directory},
    Check{"cordoned-elsewhere", {}, check_cordoned_elsewhere},
    Check{"cleaner-buffer-too-small", {}, check_cleaner_buffer_too_small},
    Check{"no-time-to-keep", {}, check_no_time_to_keep},
    Check{"msk-not-settable", {}, check_msk_not_settable},
    Check{"msk-express", kDynamic, check_msk_express},
    Check{"msk-serverless", {}, check_msk_serverless},
    Check{"msk-allow-everyone", {}, check_msk_allow_everyone},
    Check{"msk-default", kMskDefault, check_msk_default},
    Check{"msk-listener-refused", {}, check_msk_listener_refused},
    Check{"msk-listener-in-clear", {}, check_msk_listener_in_clear},
    Check{"live-brokers-differ", kLiveSecurity, check_live_brokers_differ, kLive},
    Check{"live-override", {}, check_live_override, kLive},
    Check{"live-leaderless", {}, check_live_leaderless, kLive},
    Check{"live-below-min-isr", {}, check_live_below_min_isr, kLive},
    Check{"live-out-of-sync", {}, check_live_out_of_sync, kLive},
    Check{"live-anonymous", {}, check_live_anonymous, kLive},
    Check{"msk-version-ended", kEnds, check_msk_version_ended, kCluster},
    Check{"msk-open-to-everybody", {}, check_msk_open_to_everybody, kCluster},
    Check{"msk-exporters-open", {}, check_msk_exporters_open, kCluster},
    Check{"msk-connector-secret", {}, check_msk_connector_secret, kCluster},
    Check{"policy-refused", {}, check_policy_refused, kPolicy},
    Check{"iam-redundant-action", {}, check_iam_redundant_action, kPolicy},
    Check{"iam-every-action", kBounded, check_iam_every_action, kPolicy},
    Check{"iam-any-cluster", {}, check_iam_any_cluster, kPolicy},
    Check{"iam-client-alters-cluster", {}, check_iam_client_alters_cluster, kPolicy},
    Check{"iam-wide-action", {}, check_iam_wide_action, kPolicy},
    Check{"iam-allow-but", {}, check_iam_allow_but, kPolicy},
    Check{"iam-every-name", kEveryName, check_iam_every_name, kPolicy},
    Check{"iam-internal-topics", {}, check_iam_internal_topics, kPolicy},
    Check{"iam-cluster-wildcard", {}, check_iam_cluster_wildcard, kPolicy},
    Check{"iam-uuid-wildcard", {}, check_iam_uuid_wildcard, kPolicy},
    Check{"iam-account-wildcard", {}, check_iam_account_wildcard, kPolicy},
    Check{"iam-short-pattern", {}, check_iam_short_pattern, kPolicy},
    Check{"iam-unknown-action", {}, check_iam_unknown_action, kPolicy},
    Check{"iam-type-mismatch", {}, check_iam_type_mismatch, kPolicy},
    Check{"iam-deny-misses", {}, check_iam_deny_misses, kPolicy},
    Check{"iam-serverless", {}, check_iam_serverless, kPolicy},
    Check{"iam-allow-denied", {}, check_iam_allow_denied, kPolicy},
    Check{"iam-arn-short", {}, check_iam_arn_short, kPolicy},
    Check{"iam-arn-misspelt", {}, check_iam_arn_misspelt, kPolicy},
    Check{"iam-partition", {}, check_iam_partition, kPolicy},
    Check{"iam-uuid-number", {}, check_iam_uuid_number, kPolicy},
    Check{"iam-early-variable", {}, check_iam_early_variable, kPolicy},
    Check{"iam-other-cluster", kPart, check_iam_other_cluster, kPolicy},
    Check{"iam-companion-missing", {}, check_iam_companion_missing, kPolicy},
    Check{"iam-no-connect", {}, check_iam_no_connect, kPolicy},
    Check{"iam-no-idempotence", {}, check_iam_no_idempotence, kPolicy},
    Check{"iam-client-sees-cluster", {}, check_iam_client_sees_cluster, kPolicy},
    Check{"iam-crossed-topics", {}, check_iam_crossed_topics, kPolicy},
    Check{"iam-resource-tag", {}, check_iam_resource_tag, kPolicy},
    Check{"iam-true-when-absent", {}, check_iam_true_when_absent, kPolicy},
    Check{"iam-many-as-one", {}, check_iam_many_as_one, kPolicy},
    Check{"iam-key-never-there", {}, check_iam_key_never_there, kPolicy},
    Check{"iam-forgeable-guard", {}, check_iam_forgeable_guard, kPolicy},
    Check{"iam-tag-as-guard", {}, check_iam_tag_as_guard, kPolicy},
    Check{"iam-old-variables", {}, check_iam_old_variables, kPolicy},
    Check{"iam-user-name-of-role", {}, check_iam_user_name_of_role, kPolicy},
    Check{"iam-public-cluster", {}, check_iam_public_cluster, kPolicy},
    Check{"iam-account-principal", {}, check_iam_account_principal, kPolicy},
    Check{"iam-nobody", {}, check_iam_nobody, kPolicy},
    Check{"iam-control-everything", {}, check_iam_control_everything, kPolicy},
    Check{"iam-powerful-control", {}, check_iam_powerful_control, kPolicy},
    Check{"iam-opens-and-reads", {}, check_iam_opens_and_reads, kPolicy},
    Check{"iam-bootstrap-brokers", {}, check_iam_bootstrap_brokers, kPolicy},
    Check{"iam-managed-policy", {}, check_iam_managed_policy, kPolicy},
    Check{"topic-name-refused", {}, check_topic_name_refused, kTopic},
    Check{"topic-neighbour", kTwice, check_topic_neighbour, kTopic},
    Check{"topic-name-agreed", kAgreedNames, check_topic_name_agreed, kTopic},
    Check{"topic-name-length", kMost, check_topic_name_length, kTopic},
    Check{"topic-number-agreed", kAgreedNumber, check_topic_number_agreed, kTopic},
    Check{"topic-words-agreed", kAgreedWords, check_topic_words_agreed, kTopic},
    Check{"topic-assignment", {}, check_topic_assignment, kTopic},
    Check{"topic-key-unknown", {}, check_topic_key_unknown, kTopic},
    Check{"topic-value-refused", {}, check_topic_value_refused, kTopic},
    Check{"topic-key-twice", {}, check_topic_key_twice, kTopic},
};

}  // namespace

std::span<const Check> all_checks() { return kChecks; }

}  // namespace klamm
