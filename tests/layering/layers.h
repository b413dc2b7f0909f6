#ifndef TESTS_LAYERING_LAYERS_H_
#define TESTS_LAYERING_LAYERS_H_

#include <map>
#include <set>
#include <string>

#include "tests/layering/source.h"

namespace tasuki::layering {

// The layers that each layer declares in its CMakeLists.txt, by folder:
// {"gateway/model", {"gateway/base", "gateway/crypto"}}.
using Declared = std::map<std::string, std::set<std::string>>;

// What `cmake`, the text of the CMakeLists.txt of `folder`, declares. Names
// such as gateway::base become folders.
std::set<std::string> DeclaredLayers(const std::string& cmake);

// True if `from` declares `to`, itself or through a layer that it declares.
bool Reaches(const Declared& declared, const std::string& from,
             const std::string& to);

// Includes against the order of the folders: a layer includes its own headers
// and those of layers before it, by their path from the root.
Findings FolderOrder(const Source& source);

// Includes of a layer that CMake was not told of, not even through others.
Findings UndeclaredLayers(const Source& source, const Declared& declared);

// Foreign headers outside the folders that may see them.
Findings ForeignHeaders(const Source& source);

}  // namespace tasuki::layering

#endif  // TESTS_LAYERING_LAYERS_H_
