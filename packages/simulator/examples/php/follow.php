<?php
// Follows an order by Proof's WebSocket: `php follow.php ID`. Needs no library. For what a message
// can be besides a short text, such as fragments, use `phrity/websocket`.

function setting(string $name, string $fallback): string
{
    return getenv($name) ?: $fallback;
}

/** Connects, and returns the stream after the response's headers. */
function connect(string $api, string $path, string $token)
{
    $url = parse_url($api);
    $secure = $url['scheme'] === 'https';
    $address = $url['host'] . ':' . ($url['port'] ?? ($secure ? 443 : 80));
    $stream = stream_socket_client(($secure ? 'tls://' : 'tcp://') . $address);
    if (!$stream) {
        exit(1);
    }
    $key = base64_encode(random_bytes(16));
    fwrite($stream, implode("\r\n", [
        "GET $path HTTP/1.1",
        "Host: $address",
        "Authorization: Bearer $token",
        'Connection: Upgrade',
        'Upgrade: websocket',
        'Sec-WebSocket-Version: 13',
        "Sec-WebSocket-Key: $key",
        "\r\n",
    ]));
    $status = fgets($stream);
    while (trim(fgets($stream)) !== '');
    if (!str_contains($status, ' 101 ')) {
        fwrite(STDERR, $status);
        exit(1);
    }
    return $stream;
}

/** The type and the content of the next frame. A server's frames are not masked. */
function readFrame($stream): array
{
    [$type, $length] = array_values(unpack('C2', readBytes($stream, 2)));
    $length = match ($length) {
        126 => unpack('n', readBytes($stream, 2))[1],
        127 => unpack('J', readBytes($stream, 8))[1],
        default => $length,
    };
    return [$type & 0x0f, readBytes($stream, $length)];
}

function readBytes($stream, int $length): string
{
    $bytes = $length > 0 ? stream_get_contents($stream, $length) : '';
    if (strlen($bytes) < $length) {
        fwrite(STDERR, "The connection was closed.\n");
        exit(1);
    }
    return $bytes;
}

/** A client's frames are masked. */
function pong($stream, string $content): void
{
    $mask = random_bytes(4);
    $masked = $content ^ str_pad('', strlen($content), $mask);
    fwrite($stream, pack('C2', 0x8a, 0x80 | strlen($content)) . $mask . $masked);
}

const TEXT = 1;
const CLOSE = 8;
const PING = 9;

ini_set('default_socket_timeout', '-1');
$path = '/ws?tx_id=' . rawurlencode($argv[1]);
$api = setting('PROOF_API_URL', 'http://localhost:4000');
$stream = connect($api, $path, setting('PROOF_CLIENT_TOKEN', 'sim_client_token'));
echo "Connected\n";
while (true) {
    [$type, $content] = readFrame($stream);
    if ($type === PING) {
        pong($stream, $content);
    } elseif ($type === CLOSE) {
        fwrite(STDERR, "Proof closed the connection.\n");
        exit(1);
    } elseif ($type === TEXT) {
        // A hint: now read the transaction, as after a webhook.
        $status = json_decode($content, flags: JSON_THROW_ON_ERROR)->status;
        echo "$status\n";
        if (in_array($status, ['completed', 'failed', 'cancelled'])) {
            break;
        }
    }
}
