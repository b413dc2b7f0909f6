#include "gateway/model/canonical.h"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>

#include "gateway/base/check.h"

namespace tasuki {

std::string Canonical(const google::protobuf::MessageLite& message) {
  std::string bytes;
  google::protobuf::io::StringOutputStream stream(&bytes);
  google::protobuf::io::CodedOutputStream output(&stream);
  output.SetSerializationDeterministic(true);
  CHECK(message.SerializeToCodedStream(&output));
  output.Trim();
  return bytes;
}

}  // namespace tasuki
