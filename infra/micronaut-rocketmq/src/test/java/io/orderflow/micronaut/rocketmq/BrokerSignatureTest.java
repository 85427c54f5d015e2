package io.orderflow.micronaut.rocketmq;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import org.apache.rocketmq.acl.common.SessionCredentials;
import org.apache.rocketmq.remoting.protocol.RemotingCommand;
import org.apache.rocketmq.remoting.protocol.RequestCode;
import org.apache.rocketmq.remoting.protocol.ResponseCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class BrokerSignatureTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger(BrokerSignature.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(log);
    }

    @Test
    void a_refusal_says_what_to_do_and_says_it_once() {
        var signature = BrokerSignature.of("points_service", "secret-key");

        refuse(signature, "points_service has no permission to access Topic:order-events");
        refuse(signature, "points_service has no permission to access Topic:order-events");
        refuse(signature, "points_service has no permission to access Group:coupon-service");

        assertThat(log.list)
                .hasSize(2)
                .extracting(ILoggingEvent::getFormattedMessage)
                .allMatch(line -> line.contains("Check rocketmq.access-key and rocketmq.secret-key"))
                .allMatch(line -> line.contains("user points_service"))
                .noneMatch(line -> line.contains("secret-key:"))
                .anyMatch(line -> line.contains("Topic:order-events"))
                .anyMatch(line -> line.contains("Group:coupon-service"));
    }

    @Test
    void other_failures_are_the_clients_to_tell() {
        BrokerSignature.ofNoUser().doAfterResponse("broker", request(), answer(ResponseCode.SYSTEM_BUSY, "later"));

        assertThat(log.list).isEmpty();
    }

    @Test
    void the_health_probes_question_is_not_an_error() {
        var question = RemotingCommand.createRequestCommand(RequestCode.GET_MAX_OFFSET, null);

        BrokerSignature.ofNoUser()
                .doAfterResponse("broker", question, answer(ResponseCode.NO_PERMISSION, "may only publish"));

        assertThat(log.list).isEmpty();
    }

    @Test
    void a_request_of_the_broker_may_have_no_answer() {
        BrokerSignature.ofNoUser().doAfterResponse("broker", request(), null);

        assertThat(log.list).isEmpty();
    }

    @Test
    void only_an_application_with_a_user_signs() {
        var unsigned = request();
        new RocketMQConfiguration(true, "127.0.0.1:9876", Duration.ofSeconds(5), "", "")
                .signature()
                .doBeforeRequest("broker", unsigned);
        var signed = request();
        new RocketMQConfiguration(true, "127.0.0.1:9876", Duration.ofSeconds(5), "points_service", "secret")
                .signature()
                .doBeforeRequest("broker", signed);

        assertThat(unsigned.getExtFields()).isNull();
        assertThat(signed.getExtFields())
                .containsEntry(SessionCredentials.ACCESS_KEY, "points_service")
                .containsKey(SessionCredentials.SIGNATURE)
                .doesNotContainValue("secret");
    }

    @Test
    void the_secret_is_not_printed() {
        assertThat(new RocketMQConfiguration(true, "127.0.0.1:9876", Duration.ofSeconds(5), "points_service", "hidden"))
                .hasToString("127.0.0.1:9876 as points_service");
    }

    private static void refuse(BrokerSignature signature, String remark) {
        signature.doAfterResponse("127.0.0.1:10911", request(), answer(ResponseCode.NO_PERMISSION, remark));
    }

    private static RemotingCommand request() {
        return RemotingCommand.createRequestCommand(RequestCode.SEND_MESSAGE_V2, null);
    }

    private static RemotingCommand answer(int code, String remark) {
        return RemotingCommand.createResponseCommand(code, remark);
    }
}
