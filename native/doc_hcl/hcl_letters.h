// Which characters make an identifier: Unicode's ID_Start and ID_Continue.
#pragma once

#include <cstdint>

namespace klamm {

bool begins_identifier(char32_t letter);
bool continues_identifier(char32_t letter);

}  // namespace klamm
