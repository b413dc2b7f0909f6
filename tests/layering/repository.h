#ifndef TESTS_LAYERING_REPOSITORY_H_
#define TESTS_LAYERING_REPOSITORY_H_

#include <string>
#include <vector>

#include "tests/layering/layers.h"
#include "tests/layering/source.h"

namespace tasuki::layering {

// Every text of the repository but copied test data, as it is on disk: built
// files, node_modules and hidden folders left out.
std::vector<Source> Repository();

// True if there is a file or folder at this path from the root.
bool IsInRepository(const std::string& path);

// What the layers' CMakeLists.txt declare.
Declared DeclaredInRepository();

}  // namespace tasuki::layering

#endif  // TESTS_LAYERING_REPOSITORY_H_
