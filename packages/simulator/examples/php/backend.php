<?php
// A small backend, without packages. `php -S localhost:8000 backend.php` serves it: POST /orders
// places an order, and Proof's webhooks come to /webhooks/proof. A webhook is a hint: what counts is
// what Proof says when it is asked.

function setting(string $name, string $fallback): string
{
    return getenv($name) ?: $fallback;
}

/** Throws if there is no response, or none that is a success. */
function ask(string $path, ?string $body = null): string
{
    $context = stream_context_create(['http' => [
        'method' => $body === null ? 'GET' : 'POST',
        'header' => [
            'Authorization: Bearer ' . setting('PROOF_CLIENT_TOKEN', 'sim_client_token'),
            'Content-Type: application/json',
        ],
        'content' => $body,
        'timeout' => 10,
    ]]);
    $response = @file_get_contents(setting('PROOF_API_URL', 'http://localhost:4000') . $path, false, $context);
    if ($response === false) {
        throw new RuntimeException('Proof returned ' . ($http_response_header[0] ?? 'no response'));
    }
    return $response;
}

$body = file_get_contents('php://input');

if ($_SERVER['REQUEST_URI'] === '/orders') {
    header('Content-Type: application/json');
    echo ask('/widget/session', $body);
    return;
}

$id = json_decode($body, true)['merchant_transaction_id'];
// Before Proof is asked, because it waits for the response.
http_response_code(204);
flush();
$transaction = json_decode(ask('/widget/transactions/' . rawurlencode($id)), true);
error_log($id . ' is ' . $transaction['status']);
