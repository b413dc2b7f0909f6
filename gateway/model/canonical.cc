#include "gateway/model/canonical.h"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>

#include <limits>

#include "gateway/base/check.h"

namespace tasuki {

std::string Canonical(const google::protobuf::MessageLite& message) {
  const size_t size = message.ByteSizeLong();
  CHECK(size <= static_cast<size_t>(std::numeric_limits<int>::max()));
  std::string bytes(size, '\0');
  google::protobuf::io::ArrayOutputStream stream(bytes.data(),
                                                 static_cast<int>(size));
  google::protobuf::io::CodedOutputStream output(&stream);
  output.SetSerializationDeterministic(true);
  message.SerializeWithCachedSizes(&output);
  CHECK(!output.HadError());
  return bytes;
}

}  // namespace tasuki
