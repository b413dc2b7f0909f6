#ifndef GATEWAY_EXCHANGE_DIRECTORY_CHANGE_H_
#define GATEWAY_EXCHANGE_DIRECTORY_CHANGE_H_

#include <optional>

#include "gateway/exchange/context.h"
#include "tasuki/v1/change.pb.h"

// What is its own with a change of the directory.
namespace tasuki::exchange {

// What the directory has now under the names of `entries`, in their order; one
// that is new is not among them.
absl::StatusOr<v1::DirectoryEntries> EntriesNow(
    Context& context, const v1::DirectoryEntries& entries);

// INVALID_ARGUMENT: the entries are not sound beside the rest of the directory,
// or disable somebody, which is done at once and by one; names entry and rule.
absl::Status CheckDirectoryChange(Context& context,
                                  const v1::DirectoryChange& change);

// Why the change cannot be written, or nothing: what it replaces has changed
// since, or too few were left who can sign (signers.h).
absl::StatusOr<std::optional<Answer>> RefuseDirectoryChange(
    Context& context, const v1::DirectoryChange& change);

// Writes the entries, and lists what is new.
void PutIntoDirectory(Context& context, const v1::DirectoryChange& change);

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_DIRECTORY_CHANGE_H_
