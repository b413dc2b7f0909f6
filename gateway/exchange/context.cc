#include "gateway/exchange/context.h"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>
#include <google/protobuf/message_lite.h>

namespace tasuki::exchange {

std::string Canonical(const google::protobuf::MessageLite& message) {
  std::string bytes;
  google::protobuf::io::StringOutputStream stream(&bytes);
  google::protobuf::io::CodedOutputStream output(&stream);
  output.SetSerializationDeterministic(true);
  message.SerializeToCodedStream(&output);
  output.Trim();
  return bytes;
}

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
