# Debian's packages as targets of ours. toml++ and fmt hand out shared libraries there; one unit of each, built here
# from the packages' headers, keeps the programs static and the JNI library free of dependencies.
find_package(Threads REQUIRED)
find_path(KLAMM_TOMLPP_INCLUDE toml++/toml.h REQUIRED)
find_path(KLAMM_FMT_INCLUDE fmt/format-inl.h REQUIRED)
find_path(KLAMM_RAPIDJSON_INCLUDE rapidjson/reader.h REQUIRED)

set(KLAMM_THIRD_PARTY_DIR ${CMAKE_BINARY_DIR}/third_party)

file(CONFIGURE OUTPUT ${KLAMM_THIRD_PARTY_DIR}/toml.cc CONTENT
  "#define TOML_IMPLEMENTATION\n#include <toml++/toml.h>\n")
add_library(third_toml STATIC ${KLAMM_THIRD_PARTY_DIR}/toml.cc)
target_include_directories(third_toml SYSTEM PUBLIC ${KLAMM_TOMLPP_INCLUDE})
target_compile_definitions(third_toml PUBLIC TOML_HEADER_ONLY=0 TOML_EXCEPTIONS=0 TOML_ENABLE_FORMATTERS=0)

# format-inl.h has the bodies; what format.h declares as templates made elsewhere is made here.
file(CONFIGURE OUTPUT ${KLAMM_THIRD_PARTY_DIR}/fmt.cc CONTENT "#include <fmt/format-inl.h>
FMT_BEGIN_NAMESPACE
namespace detail {
template thousands_sep_result<char> thousands_sep_impl(locale_ref);
template char decimal_point_impl(locale_ref);
template void buffer<char>::append(const char*, const char*);
template void vformat_to(buffer<char>&, string_view, basic_format_args<buffer_context<char>>, locale_ref);
template dragonbox::decimal_fp<float> dragonbox::to_decimal(float) noexcept;
template dragonbox::decimal_fp<double> dragonbox::to_decimal(double) noexcept;
}
FMT_END_NAMESPACE
")
add_library(third_fmt STATIC ${KLAMM_THIRD_PARTY_DIR}/fmt.cc)
target_include_directories(third_fmt SYSTEM PUBLIC ${KLAMM_FMT_INCLUDE})

add_library(third_rapidjson INTERFACE)
target_include_directories(third_rapidjson SYSTEM INTERFACE ${KLAMM_RAPIDJSON_INCLUDE})

set(Boost_USE_STATIC_LIBS ON)
find_package(Boost 1.74 REQUIRED COMPONENTS program_options)
