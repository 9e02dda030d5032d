// One value out of a JSON text, for readers that want little of it.
#pragma once

#include "klamm/document.h"

namespace klamm {

// Complains of a NUL or of malformed UTF-8: what holds for every value of a text is looked for once.
bool refuse_what_is_no_json(Document& document);

// Reads the value that begins at or behind `begin` of the document's source, as a child of `parent` behind `previous`,
// without a key. False: the budget is spent, or what is malformed is a diagnostic and what was read so far is there.
bool read_json_value(Document& document, uint32_t begin, NodeId parent, NodeId previous, Budget& budget);

}  // namespace klamm
