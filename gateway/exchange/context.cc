#include "gateway/exchange/context.h"

namespace tasuki::exchange {

void Context::Write(Table table, const std::string& id,
                    const google::protobuf::MessageLite& row,
                    const std::string& key_scope) {
  changes.rows.push_back(
      {.key = {table, id}, .body = Canonical(row), .key_scope = key_scope});
}

void Context::Enter(Index index, const std::string& key,
                    const std::string& id) {
  changes.entries.push_back({.key = {index, key}, .id = id});
}

}  // namespace tasuki::exchange
