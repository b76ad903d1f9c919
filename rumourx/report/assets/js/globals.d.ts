// What stands before these scripts in the page. This checks the types of all that follows:
//     npx -p typescript tsc -p rumourx/report/assets/js/jsconfig.json

declare const preact: any;
declare const preactHooks: any;
