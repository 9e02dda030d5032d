import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.common.message.ApiVersionsResponseData;
import org.apache.kafka.common.message.DescribeAclsResponseData;
import org.apache.kafka.common.message.DescribeConfigsRequestData;
import org.apache.kafka.common.message.DescribeConfigsResponseData;
import org.apache.kafka.common.message.ListGroupsResponseData;
import org.apache.kafka.common.message.MetadataResponseData;
import org.apache.kafka.common.message.ResponseHeaderData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.RequestHeader;
import org.apache.kafka.common.requests.RequestUtils;

/**
 * A broker of one topic that gives the answers a real one gives rarely: `Rare FOLDER PORT WHAT`, where WHAT is `no-authorizer`,
 * `acls-refused`, `silent` (never tells its configuration), `cut` (ends the connection instead) or `garbage`.
 */
public final class Rare {
  private final int port;
  private final String what;

  private Rare(int port, String what) {
    this.port = port;
    this.what = what;
  }

  public static void main(String[] args) throws IOException {
    Rare broker = new Rare(Integer.parseInt(args[1]), args[2]);
    try (ServerSocket server = new ServerSocket(broker.port, 50, InetAddress.getLoopbackAddress())) {
      System.err.println("Kafka Server started");
      while (true) {
        Socket client = server.accept();
        Thread thread = new Thread(() -> broker.serve(client));
        thread.setDaemon(true);
        thread.start();
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      DataInputStream in = new DataInputStream(client.getInputStream());
      DataOutputStream out = new DataOutputStream(client.getOutputStream());
      while (true) {
        ByteBuffer request = ByteBuffer.wrap(in.readNBytes(in.readInt()));
        RequestHeader header = RequestHeader.parse(request);
        if (header.apiKey() == ApiKeys.DESCRIBE_CONFIGS && what.equals("cut")) {
          return;
        }
        if (header.apiKey() == ApiKeys.DESCRIBE_CONFIGS && what.equals("silent")) {
          continue;
        }
        ByteBuffer answer = answer(header, request);
        if (header.apiKey() == ApiKeys.DESCRIBE_CONFIGS && what.equals("garbage")) {
          for (int at = 4; at < answer.limit(); at++) {
            answer.put(at, (byte) (at * 37));
          }
        }
        out.writeInt(answer.remaining());
        out.write(answer.array(), answer.arrayOffset() + answer.position(), answer.remaining());
        out.flush();
      }
    } catch (IOException e) {
      // The client has gone.
    }
  }

  private ByteBuffer answer(RequestHeader header, ByteBuffer request) {
    ApiKeys key = header.apiKey();
    short version = header.apiVersion();
    ApiMessage body = switch (key) {
      case API_VERSIONS -> versions();
      case METADATA -> metadata();
      case DESCRIBE_CONFIGS -> configs(request, version);
      case DESCRIBE_ACLS -> new DescribeAclsResponseData().setErrorCode(what.equals("acls-refused")
          ? Errors.CLUSTER_AUTHORIZATION_FAILED.code() : Errors.SECURITY_DISABLED.code());
      case LIST_GROUPS -> new ListGroupsResponseData().setErrorCode(Errors.COORDINATOR_LOAD_IN_PROGRESS.code());
      default -> throw new IllegalStateException("asked for " + key);
    };
    // What is too new for us is answered in the oldest version, as Kafka does.
    short spoken = key == ApiKeys.API_VERSIONS ? (short) 0 : version;
    if (key == ApiKeys.API_VERSIONS && version > 2) {
      ((ApiVersionsResponseData) body).setErrorCode(Errors.UNSUPPORTED_VERSION.code());
    } else if (key == ApiKeys.API_VERSIONS) {
      spoken = version;
    }
    return RequestUtils.serialize(new ResponseHeaderData().setCorrelationId(header.correlationId()),
        key.responseHeaderVersion(spoken), body, spoken);
  }

  private static ApiVersionsResponseData versions() {
    ApiVersionsResponseData out = new ApiVersionsResponseData();
    int[][] spoken = {{3, 0, 4}, {16, 0, 2}, {18, 0, 2}, {29, 0, 1}, {32, 0, 1}};
    for (int[] one : spoken) {
      out.apiKeys().add(new ApiVersionsResponseData.ApiVersion().setApiKey((short) one[0]).setMinVersion((short) one[1])
          .setMaxVersion((short) one[2]));
    }
    return out;
  }

  private MetadataResponseData metadata() {
    MetadataResponseData out = new MetadataResponseData().setControllerId(1).setClusterId("rare");
    out.brokers().add(new MetadataResponseData.MetadataResponseBroker().setNodeId(1).setHost("127.0.0.1").setPort(port));
    out.topics().add(new MetadataResponseData.MetadataResponseTopic().setName("orders").setPartitions(List.of(
        new MetadataResponseData.MetadataResponsePartition().setLeaderId(1).setReplicaNodes(List.of(1)).setIsrNodes(List.of(1)))));
    return out;
  }

  private DescribeConfigsResponseData configs(ByteBuffer request, short version) {
    DescribeConfigsResponseData out = new DescribeConfigsResponseData();
    DescribeConfigsRequestData asked = new DescribeConfigsRequestData(new ByteBufferAccessor(request), version);
    asked.resources().forEach(resource -> {
      var result = new DescribeConfigsResponseData.DescribeConfigsResult().setResourceType(resource.resourceType())
          .setResourceName(resource.resourceName());
      if (resource.resourceType() == 2) {
        result.setErrorCode(Errors.TOPIC_AUTHORIZATION_FAILED.code()).setErrorMessage("not \u001b[31mthis\u001b[0m topic");
      } else {
        result.configs().add(new DescribeConfigsResponseData.DescribeConfigsResourceResult().setName("authorizer.class.name")
            .setValue(what.equals("acls-refused") ? "com.example.Authorizer" : "").setConfigSource((byte) 4));
      }
      out.results().add(result);
    });
    return out;
  }
}
