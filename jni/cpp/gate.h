// Frames of the gate: configurations in, findings out. All texts are UTF-8.
//
//   folders   text name of a klamm.toml, text its bytes; answer: u32 number, each a text
//   open      file klamm.toml, u32 number of packs, each u32 number of files, each text name, text bytes; file
//   baseline;
//             text Kafka's version, u8 severity from which on findings of the node refuse, u8 those of requests; u32
//             number of the node's settings, each text key, text value
//   file      u8 whether there is one: text name, text its bytes
//   judge     u8 0: the node
//             u8 1: u8 TopicStage, u8 whether it is an alteration, text name, number of partitions, number of replicas
//             (u8 whether told, u64), u32 assigned partitions and one (0: none), each u32 number of brokers, each u32
//             id; changes
//             u8 2: changes (of a broker)
//   changes   u32 number, each text key, u8 whether there is a value, text value
//   findings  each text rule, u8 severity, u8 whether it refuses, text key, text message, text why, text mend
#pragma once

#include <memory>
#include <span>

#include "cpp/frame.h"
#include "klamm/gate.h"

namespace klamm::jni {

// Behind Failure: the text at the front of the frame says why.
inline constexpr int32_t kRefused = -4;

int32_t gate_folders_frame(std::span<std::byte> frame, size_t length);
// nullptr: refused, with a text (empty for a bad frame).
std::unique_ptr<Gate> open_gate_frame(std::span<std::byte> frame, size_t length);
// The number of findings.
int32_t judge_frame(const Gate& gate, std::span<std::byte> frame, size_t length);
// Ids of the rules that judge a kind at a stage: u8 1 and u8 TopicStage, or u8 2. Answers as `folders`.
int32_t gate_rules_frame(const Gate& gate, std::span<std::byte> frame, size_t length);

}  // namespace klamm::jni
