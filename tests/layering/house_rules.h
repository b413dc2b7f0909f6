#ifndef TESTS_LAYERING_HOUSE_RULES_H_
#define TESTS_LAYERING_HOUSE_RULES_H_

#include <functional>
#include <string>

#include "tests/layering/source.h"

namespace tasuki::layering {

// What our C++ never says: printers that spill messages, sleeps, exceptions,
// machine time inside the deciding layers, vague class names.
Findings ForbiddenWords(const Source& source);

// Files that grew too long, lines over 80 characters, names that say nothing,
// include guards that are not the path.
Findings FileShape(const Source& source);

// Using declarations in a source for names that it does not use.
Findings UnusedNames(const Source& source);

// Functions of more than 60 lines, from opening to closing brace.
Findings LongFunctions(const Source& source);

// Paths of somebody's machine, hosts of package registries: what would not be
// there for a stranger who has only this repository. For any text file.
Findings MachinePaths(const Source& source);

// What is named but not there: docs/….md in any text; in Markdown, relative
// links and `tests/…`. `exists` is asked with paths from the root.
Findings DeadLinks(const Source& source,
                   const std::function<bool(const std::string&)>& exists);

// Of docs/threats.md: a channel without a row, a row of one without a test, and
// tests that are not in the files named beside them. `text_of` is asked with
// paths from the root.
using TextOf = std::function<std::string(const std::string& path)>;
Findings ThreatRows(const Source& page, const TextOf& text_of);

}  // namespace tasuki::layering

#endif  // TESTS_LAYERING_HOUSE_RULES_H_
