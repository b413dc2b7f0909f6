# What nearly every file of a target reads anyway, read once: more than a third
# of the time that its files take. Only what seldom changes belongs here.
function(tasuki_precompile target)
  target_precompile_headers(${target} PRIVATE
    <algorithm> <functional> <map> <memory> <optional> <set> <string> <utility>
    <vector> <absl/status/statusor.h> <absl/strings/str_cat.h> ${ARGN})
endfunction()

# One folder, one layer, one library. A layer names the layers it stands on;
# its sources are every .cc file of its folder.
function(gateway_library name)
  cmake_parse_arguments(ARG "" "" "DEPS;LINKS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cc)
  if(sources)
    add_library(gateway_${name} STATIC ${sources})
    set(scope PUBLIC)
  else()
    add_library(gateway_${name} INTERFACE)
    set(scope INTERFACE)
  endif()
  add_library(gateway::${name} ALIAS gateway_${name})
  target_include_directories(gateway_${name} ${scope} ${PROJECT_SOURCE_DIR})
  target_link_libraries(gateway_${name} ${scope} ${ARG_DEPS} ${ARG_LINKS})
endfunction()

# Programs whose threads share memory: what `./run sanitize tsan` builds, and
# the label of their tests.
add_custom_target(threads)

# The unit tests of one layer: every *_test.cc of the folder, one program.
function(tasuki_test name)
  cmake_parse_arguments(ARG "THREADS" "" "DEPS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cc)
  add_executable(${name}_test ${sources})
  target_link_libraries(${name}_test PRIVATE ${ARG_DEPS} tests::support)
  target_compile_definitions(${name}_test PRIVATE
    TASUKI_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  target_precompile_headers(${name}_test PRIVATE
    <gmock/gmock.h> <gtest/gtest.h> <string> <vector>)
  set(labels)
  if(ARG_THREADS)
    set(labels LABELS threads)
    add_dependencies(threads ${name}_test)
  endif()
  gtest_discover_tests(${name}_test DISCOVERY_TIMEOUT 60
    PROPERTIES TIMEOUT 600 ${labels})
endfunction()

# Generated histories of something against a small model of it, on the world of
# the exchange's own tests: NAME_test in this folder, with these of that world.
function(tasuki_model_test name)
  cmake_parse_arguments(ARG "" "" "WORLD" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cc)
  list(TRANSFORM ARG_WORLD
    REPLACE "(.+)" "${PROJECT_SOURCE_DIR}/tests/gateway/exchange/\\1.cc")
  add_executable(${name}_test ${sources} ${ARG_WORLD})
  target_link_libraries(${name}_test PRIVATE gateway::store tests::support)
  target_compile_definitions(${name}_test PRIVATE
    TASUKI_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  add_test(NAME ${name} COMMAND ${name}_test)
  set_tests_properties(${name} PROPERTIES TIMEOUT 600)
  # Nothing here is about the disk, and a disk that others use is slow.
  if(IS_DIRECTORY /dev/shm)
    set_tests_properties(${name} PROPERTIES ENVIRONMENT TMPDIR=/dev/shm)
  endif()
endfunction()
