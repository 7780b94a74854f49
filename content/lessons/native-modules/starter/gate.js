import { hash, verify } from '@node-rs/argon2';

const stored = await hash('open sesame');
console.log(`stored: ${stored.slice(0, 30)}...`);
console.log(`right password: ${await verify(stored, 'open sesame')}`);
console.log(`wrong password: ${await verify(stored, 'open barley')}`);
